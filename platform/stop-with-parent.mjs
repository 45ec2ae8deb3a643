// Loaded into every process that we start with a message channel: when the process at the other
// end is gone, however it went, this one stops too.
if (process.channel) {
  process.once('disconnect', () => {
    const limit = setTimeout(() => process.exit(1), 8_000);
    limit.unref();
    // By the program's own handler, so that it finishes what it has in hand.
    process.kill(process.pid, 'SIGTERM');
  });
  // Listening must not keep a program alive that has nothing left to do.
  process.channel.unref();
}
