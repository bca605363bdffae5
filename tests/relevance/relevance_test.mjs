// What the judges of relevance read and reckon, and what our own queries promise.

import {readFileSync} from 'node:fs';
import {assert, close, test} from '../browser/harness.mjs';
import {grade_by, ndcg, read_queries} from '../bench/search/judges.mjs';

const files = ['samples.txt', 'news.txt'];

await test('점수는 순서를 안다: 좋은 글이 앞에 있을수록 높고, 다 맞으면 1이다', () => {
  const grades = new Map([['가', 3], ['나', 1]]);
  assert.equal(ndcg(['가', '나', '다'], grades), 1);
  assert.ok(ndcg(['나', '가'], grades) < 1);
  assert.ok(ndcg(['나', '가'], grades) > ndcg(['다', '나', '가'], grades));
  assert.equal(ndcg(['다'], grades), 0);
  assert.equal(ndcg([], grades), 0);
});

await test('글의 등급은 처음 맞는 규칙이 정한다', () => {
  const rules = '3=제목:쯔양+구제역 2=글:쯔양+구제역 1=글:쯔양';
  assert.equal(grade_by(rules, {title: '쯔양과구제역', text: '쯔양과구제역'}), 3);
  assert.equal(grade_by(rules, {title: '쯔양', text: '쯔양이말했다.구제역은'}), 2);
  assert.equal(grade_by(rules, {title: '', text: '쯔양'}), 1);
  assert.equal(grade_by(rules, {title: '구제역', text: '구제역'}), 0);
  assert.throws(() => grade_by('4=글:가', {title: '', text: ''}), /no rule/);
});

await test('물음은 400개가 넘고 두 벌로 나뉘며, 같은 주제는 한 벌에만 있다', () => {
  const queries = files.flatMap(read_queries);
  assert.ok(queries.length >= 400);
  assert.ok(queries.filter(each => each.half === 'test').length >= 80);
  for (const file of files) {
    const subjects = [...readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(/^## \w+ · (.+)$/gm)].map(([, subject]) => subject);
    assert.equal(new Set(subjects).size, subjects.length);
    const asked = read_queries(file).map(({query}) => query);
    assert.deepEqual(asked.filter((query, i) => asked.indexOf(query) !== i), []);
  }
});

close();
