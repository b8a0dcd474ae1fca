/* What changed between two texts, line by line. */

/**
 * The lines of both texts in order, each with a mark: `-` only before, `+` only now, and a blank for those that stayed.
 * @param {string[]} before
 * @param {string[]} now
 * @returns {string[][]}
 */
export function difference(before, now) {
  const common = longestCommon(before, now);
  const lines = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < now.length) {
    if (i < before.length && j < now.length && before[i] === now[j]) {
      lines.push([' ', now[j]]);
      i++;
      j++;
    } else if (j === now.length || (i < before.length && common[i + 1][j] >= common[i][j + 1])) lines.push(['-', before[i++]]);
    else lines.push(['+', now[j++]]);
  }
  return lines;
}

/** Length of the longest sequence of lines that both texts have from line i and j on. */
function longestCommon(before, now) {
  const length = Array.from({ length: before.length + 1 }, () => new Array(now.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      length[i][j] = before[i] === now[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  return length;
}
