#!/usr/bin/env node
// Runs the program of the package that npm installed for this machine, and ends as it ends.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const name = `@coursedir/${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "coursedir.exe" : "coursedir";

let program;
try {
  program = require.resolve(`${name}/bin/${file}`);
} catch {
  console.error(`error: the package ${name} is not installed`);
  console.error("hint: install coursedir without `--omit=optional`; other machines need another way to install it");
  process.exit(3);
}

const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
child.on("error", (error) => {
  console.error(`error: cannot run ${program}: ${error.message}`);
  process.exit(3);
});
// A terminal sends Ctrl-C to both processes; the program decides how it ends. Other signals are passed on.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("exit", (status, signal) => {
  process.exit(signal ? 128 + constants.signals[signal] : status);
});
