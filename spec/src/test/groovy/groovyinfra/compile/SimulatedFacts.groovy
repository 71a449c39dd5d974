package groovyinfra.compile

import groovy.transform.CompileStatic

/** Data of simulated hosts: numbers and lists that differ from host to host. */
@CompileStatic
class SimulatedFacts {
    private final long seed

    SimulatedFacts(long seed) {
        this.seed = seed
    }

    int number(String key, int host) {
        new Random(seed * 31 + key.hashCode() * 7919L + host * 104729L).nextInt(4)
    }

    List<Integer> list(String key, int host) {
        int size = number(key + '.size', host)
        (0..<size).collect { Integer i -> number(key + i, host) }
    }
}
