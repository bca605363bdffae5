// How alike two texts are: twice the characters of a longest common subsequence, to all of both (Myers 1986).

/** What two texts begin and end with alike, taken off. @param {string} a @param {string} b */
function without_common_ends(a, b) {
  let begin = 0, end = 0;
  const most = Math.min(a.length, b.length);
  while (begin < most && a[begin] === b[begin]) begin += 1;
  while (end < most - begin && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [a.slice(begin, a.length - end), b.slice(begin, b.length - end)];
}

/** Characters to take out of one and put into the other, or `most` where it takes more. @param {string} a @param {string} b @param {number} most */
function edits_between(a, b, most) {
  const furthest = new Int32Array(2 * most + 3), middle = most + 1;
  for (let edits = 0; edits < most; ++edits) {
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && furthest[middle + k - 1] < furthest[middle + k + 1]);
      let x = down ? furthest[middle + k + 1] : furthest[middle + k - 1] + 1, y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) ++x, ++y;
      furthest[middle + k] = x;
      if (x >= a.length && y >= b.length) return edits;
    }
  }
  return most;
}

/** 1 where they are the same; below 0.9 no more is told than that. @param {string} a @param {string} b */
export function similarity(a, b) {
  const length = a.length + b.length;
  if (length === 0) return 1;
  const [left, right] = without_common_ends(a, b);
  return 1 - edits_between(left, right, Math.ceil(length / 10)) / length;
}

/** Where they first differ, in each. @param {string} a @param {string} b */
export function first_difference(a, b) {
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at += 1;
  const near = (/** @type {string} */ text) => text.slice(Math.max(0, at - 30), at + 70);
  return {ours: near(a), theirs: near(b)};
}
