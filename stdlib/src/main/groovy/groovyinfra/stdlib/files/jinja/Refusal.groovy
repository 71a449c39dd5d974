package groovyinfra.stdlib.files.jinja

import groovy.transform.CompileStatic
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException

/** What a template cannot have. */
@CompileStatic
class Refusal {
    private Refusal() {}

    /** A problem whose place the template knows. */
    static ProblemException of(CharSequence detail) {
        new ProblemException(new Problem('Template cannot be rendered', Problem.Where.NOWHERE, detail.toString(), 'Mend the template there'))
    }
}
