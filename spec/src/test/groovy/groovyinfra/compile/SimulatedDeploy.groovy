package groovyinfra.compile

import groovy.transform.CompileStatic
import groovyinfra.run.Rehearsal

/** A deploy file, named Deploy, with the classes and files that it uses, on two simulated hosts. */
@CompileStatic
class SimulatedDeploy {
    private final Rehearsal rehearsal

    SimulatedDeploy(Map<String, String> sources, boolean typed) {
        def programs = new Programs(sources, typed)
        rehearsal = new Rehearsal(2, [seed: 3], { programs.script('Deploy') })
    }

    /** The stages; what ends a host is thrown. */
    List<String> stages() {
        def result = run()
        rehearsal.failures.each { host, failure -> throw failure }
        result
    }

    List<String> run() {
        rehearsal.run().stages()
    }

    /** What ended the host, if anything did. */
    Throwable failure(int host) {
        rehearsal.failures["h$host".toString()]
    }

    /** The labels of the calls, and where they stand in the files. */
    List<String> places() {
        rehearsal.places().withIndex().collect { path, i -> "${rehearsal.stages()[i]} ${path.position()}".toString() }
    }
}
