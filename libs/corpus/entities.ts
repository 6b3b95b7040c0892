import type { Language } from '#platform';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A field of a corpus's metadata schema. */
export interface Field {
  name: string;
  type: 'keyword' | 'number' | 'date';
  facet: boolean;
  /** The rule that reads it from the text where a document brings no value of its own. */
  from?: 'case-number' | 'date' | 'statutes' | 'title';
  label: Partial<Record<Language, string>>;
}

export type Role = 'reader' | 'curator' | 'admin';

@Entity('corpora')
export class Corpus {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') slug!: string;
  @Column('text') title!: string;
  @Column('text') description!: string;
  @Column('text') language!: Language;
  @Column('text') access!: 'public' | 'grant';
  @Column('jsonb') fields!: Field[];
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

@Entity('principals')
export class Principal {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: 'key' | 'user';
  @Column('text') name!: string;
  @Column('boolean') admin!: boolean;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

@Entity('api_keys')
export class ApiKey {
  @PrimaryColumn('uuid', { name: 'principal_id' }) principalId!: string;
  @Column('bytea') hash!: Buffer;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}

@Entity('grants')
export class Grant {
  @PrimaryColumn('uuid', { name: 'principal_id' }) principalId!: string;
  @PrimaryColumn('uuid', { name: 'corpus_id' }) corpusId!: string;
  @Column('text') role!: Role;
}

@Entity('answers')
export class AnswerRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'principal_id', nullable: true }) principalId!: string | null;
  @Column('text', { nullable: true }) question!: string | null;
  @Column('text') status!: 'answered' | 'refused';
  @Column('jsonb') response!: unknown;
  @Column('jsonb') models!: Record<string, string>;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

export const entities = [Corpus, Principal, ApiKey, Grant, AnswerRecord];
