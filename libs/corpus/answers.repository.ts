import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AnswerRecord } from './entities.js';

/** Answers as they were given, for audit. The question and what tells of it have an end of their own. */
@Injectable()
export class AnswersRepository {
  constructor(private readonly database: DataSource) {}

  async keep(record: Omit<AnswerRecord, 'createdAt'>): Promise<void> {
    await this.database
      .getRepository(AnswerRecord)
      .insert({ ...record, response: record.response as object, wording: record.wording as object });
  }

  async find(id: string): Promise<AnswerRecord | null> {
    return this.database.getRepository(AnswerRecord).findOneBy({ id });
  }

  /** Erases the questions, and what tells of them, that are older than so many days. Sources and counts stay. */
  async forgetQuestions(days: number): Promise<void> {
    await this.database.query(
      `UPDATE answers SET question = NULL, wording = NULL
       WHERE question IS NOT NULL AND created_at < now() - make_interval(days => $1)`,
      [days],
    );
  }
}
