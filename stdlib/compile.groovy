// Static code needs no call sites that are linked when it first runs: they cost at each start, and with C1 at each call.
configuration.optimizationOptions = [indy: false, int: false]
