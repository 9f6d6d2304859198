const { run } = await import('/work/main/test/bench/ledger.ts');
console.table(await run());
