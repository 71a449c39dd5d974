package groovyinfra.plan

import groovy.transform.CompileStatic
import groovyinfra.model.CallPath
import java.util.function.UnaryOperator

/** A merge that takes places for others. */
@CompileStatic
class FaultyMerge extends Merge {
    private final UnaryOperator<CallPath> seen

    FaultyMerge(int hosts, UnaryOperator<CallPath> seen) {
        super(hosts)
        this.seen = seen
    }

    @Override
    void park(int host, CallPath path, Merge.Kind kind) {
        super.park(host, seen.apply(path), kind)
    }
}
