// Parses every document (JSON Lines: text, published) and prints the CPU seconds of each pass and the mentions found.
import { readFileSync } from "node:fs";
import * as chrono from "chrono-node";

const [path, passes] = [process.argv[2], Number(process.argv[3])];
const documents = readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
let mentions = 0;
const seconds = [];
for (let pass = 0; pass < passes; pass++) {
  mentions = 0;
  const began = process.cpuUsage();
  for (const { text, published } of documents) mentions += chrono.parse(text, new Date(published)).length;
  const used = process.cpuUsage(began);
  seconds.push((used.user + used.system) / 1e6);
}
console.log(JSON.stringify({ seconds, mentions, rss_mb: process.resourceUsage().maxRSS / 1024 }));
