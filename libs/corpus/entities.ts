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

/** How answers from a corpus are given; what is absent is as the server has it. */
export interface AnsweringRules {
  /** Answerability, 0..1, below which a question is refused. */
  threshold?: number | undefined;
  /** How a source is cited in a draft. */
  citation?: string | undefined;
  /** Questions that it answers, to begin with. */
  examples?: string[] | undefined;
}

/** How much a kind of source binds: 1 the most. */
export interface SourceKind {
  kind: string;
  rank: number;
}

/** What later became of a document. */
export interface Treatment {
  flag: 'followed' | 'overturned' | 'changed-practice';
  by: { id: string; title: string } | null;
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
  @Column('jsonb') answering!: AnsweringRules;
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
  /** What can be kept for good: scope, sources, quotes, counts. */
  @Column('jsonb') response!: unknown;
  /** What tells of the question; erased with it. */
  @Column('jsonb', { nullable: true }) wording!: unknown;
  @Column('jsonb') models!: Record<string, string>;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

export const entities = [Corpus, Principal, ApiKey, Grant, AnswerRecord];
