/** Takes the lines of SQL out of the program by `--`, or back in when all of them are out. */
export function toggleComment(text: string): string {
  const lines = text.split("\n");
  const written = lines.filter((line) => line.trim() !== "");
  if (written.length > 0 && written.every((line) => /^\s*--/.test(line))) {
    return lines.map((line) => line.replace(/^(\s*)-- ?/, "$1")).join("\n");
  }
  const indent = Math.min(...written.map((line) => line.length - line.trimStart().length));
  return lines
    .map((line) => (line.trim() === "" ? line : `${line.slice(0, indent)}-- ${line.slice(indent)}`))
    .join("\n");
}
