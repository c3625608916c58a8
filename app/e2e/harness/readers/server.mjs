// A server in Node, for the tests. It says where it listens on its first line,
// and ends with its standard input. The reader is that of web/readers: node.mjs
// and its cookie.mjs lie beside this file when it runs.
import { createServer } from "node:http";
import { allowsExempt, choiceIn, handler } from "./node.mjs";

const answer = (response, value) => response.end(JSON.stringify(value));

const server = createServer(async (request, response) => {
  if (request.url === "/handler") return handler(request, response);
  if (request.url === "/read") return answer(response, choiceIn(request.headers.cookie));
  let body = "";
  for await (const part of request.setEncoding("utf8")) body += part;
  const cases = JSON.parse(body);
  answer(response, cases.map(({ header, version, now, tracker, gpc }) => (
    request.url === "/exempts" ? allowsExempt(choiceIn(header, "", now), tracker, gpc)
      : choiceIn(header, version, now))));
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on("end", () => process.exit());
