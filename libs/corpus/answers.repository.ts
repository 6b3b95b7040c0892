import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AnswerRecord } from './entities.js';

@Injectable()
export class AnswersRepository {
  constructor(private readonly database: DataSource) {}

  async keep(record: Omit<AnswerRecord, 'createdAt'>): Promise<void> {
    await this.database
      .getRepository(AnswerRecord)
      .insert({ ...record, response: record.response as object });
  }

  async find(id: string): Promise<AnswerRecord | null> {
    return this.database.getRepository(AnswerRecord).findOneBy({ id });
  }
}
