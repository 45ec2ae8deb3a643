import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders of tests that take minutes: begun last, one of them would keep the others waiting at the end. */
const langst = ['tests/uitval/', 'tests/integratie/', 'tests/browser/'];

const rang = ({ moduleId }: TestSpecification): number => {
  const gevonden = langst.findIndex((map) => path.relative(process.cwd(), moduleId).startsWith(map));
  return gevonden === -1 ? langst.length : gevonden;
};

/** The longest first; within a folder as Vitest does, by what they took before or by size. */
export class LangsteEerst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rang(a) - rang(b));
  }
}
