package groovyinfra.compile

import groovy.transform.CompileStatic

/** A deploy file, named Deploy, with the classes and files that it uses, on two simulated hosts. */
@CompileStatic
class SimulatedDeploy {
    private final Programs programs
    private final SteppedMerge merge = new SteppedMerge(2)

    SimulatedDeploy(Map<String, String> sources, boolean typed) {
        programs = new Programs(sources, typed)
    }

    /** The stages; what ends a host is thrown. */
    List<String> stages() {
        def result = run()
        merge.failures.each { if (it) throw it }
        result
    }

    List<String> run() {
        def facts = new SimulatedFacts(3)
        merge.run { int host -> programs.script('Deploy', new SimulatedHost(host, facts, merge, host)).run() }
    }

    /** What ended the host, if anything did. */
    Throwable failure(int host) {
        merge.failures[host]
    }
}
