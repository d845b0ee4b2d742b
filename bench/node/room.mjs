// What Node's bare socket.io does with the same bytes: one room, no product. Emits on request.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], pingInterval: 10_000, pingTimeout: 10_000 });
io.on("connection", (socket) => {
  socket.join("room");
  socket.on("command", (_name, _message, answer) => answer({ ok: true }));
});

const wait = (ms) => new Promise((done) => setTimeout(done, Math.max(0, ms)));

async function emit({ times, pause, filler }) {
  const began = performance.now();
  for (let number = 0; number < times; number += 1) {
    await wait(began + number * pause * 1000 - performance.now());
    const items = [{ id: "papers", n: number, html: filler }];
    const t = Number(process.hrtime.bigint());
    io.to("room").emit("slices", { epoch: "bench", items, t });
  }
  console.log("{}");
}

http.listen(0, "127.0.0.1", 4096, () => console.log(JSON.stringify({ port: http.address().port })));
const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => emit(JSON.parse(line)));
lines.on("close", () => process.exit(0));
