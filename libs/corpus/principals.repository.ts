import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { planned } from './engine/on-connection.js';
import { ApiKey, Grant, Principal, type Role } from './entities.js';

export interface KeyView {
  id: string;
  name: string;
  admin: boolean;
  grants: { corpus: string; role: Role }[];
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

@Injectable()
export class PrincipalsRepository {
  constructor(private readonly database: DataSource) {}

  /** The principal of a live key, or null for an unknown, expired or revoked one. */
  async byKeyHash(hash: Buffer): Promise<{ id: string; name: string; admin: boolean } | null> {
    const [row] = await planned<{ id: string; name: string; admin: boolean }>(
      this.database,
      `SELECT p.id, p.name, p.admin FROM api_keys k JOIN principals p ON p.id = k.principal_id
       WHERE k.hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`,
      [hash],
    );
    return row ?? null;
  }

  async createKey(key: {
    name: string;
    admin: boolean;
    hash: Buffer;
    expiresAt: Date | null;
    grants: { corpusId: string; role: Role }[];
  }): Promise<string> {
    const id = randomUUID();
    await this.database.transaction(async (tx) => {
      await tx.insert(Principal, { id, kind: 'key', name: key.name, admin: key.admin });
      await tx.insert(ApiKey, { principalId: id, hash: key.hash, expiresAt: key.expiresAt, revokedAt: null });
      await tx.insert(
        Grant,
        key.grants.map((grant) => ({ principalId: id, ...grant })),
      );
    });
    return id;
  }

  async keys(): Promise<KeyView[]> {
    return this.database.query(
      `SELECT p.id, p.name, p.admin, p.created_at AS "createdAt", k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt",
         coalesce((SELECT json_agg(json_build_object('corpus', c.slug, 'role', g.role) ORDER BY c.slug)
           FROM grants g JOIN corpora c ON c.id = g.corpus_id WHERE g.principal_id = p.id), '[]') AS grants
       FROM principals p JOIN api_keys k ON k.principal_id = p.id ORDER BY p.created_at, p.id`,
    );
  }

  /** Returns false when there is no such key. */
  async revokeKey(id: string): Promise<boolean> {
    const result = await this.database
      .getRepository(ApiKey)
      .update({ principalId: id }, { revokedAt: new Date() });
    return (result.affected ?? 0) > 0;
  }

  async hasAdminKey(): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      `SELECT 1 FROM api_keys k JOIN principals p ON p.id = k.principal_id WHERE p.admin AND k.revoked_at IS NULL LIMIT 1`,
    );
    return rows.length > 0;
  }
}
