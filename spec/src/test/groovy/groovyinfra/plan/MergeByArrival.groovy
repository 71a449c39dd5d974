package groovyinfra.plan

import groovy.transform.CompileStatic
import groovyinfra.model.CallPath

/** A merge that does not look at the order of places: those go first who came first, with all who stand at the same place. */
@CompileStatic
class MergeByArrival extends Merge {
    private final Map<Integer, Merge.Turn.Go> arrived = [:]
    private int busy

    MergeByArrival(int hosts) {
        super(hosts)
        busy = hosts
    }

    @Override
    void park(int host, CallPath path, Merge.Kind kind) {
        arrived[host] = new Merge.Turn.Go(path, 0, kind, [host])
        busy--
    }

    /** Nobody waits at the end of a block. */
    @Override
    void through(int host) {
        park(host, null, Merge.Kind.BLOCK)
    }

    @Override
    void await(int host) {
        busy--
    }

    @Override
    void resume(int host) {
        busy++
    }

    @Override
    void finish(int host) {
        busy--
    }

    @Override
    Optional<Merge.Turn> next() {
        if (busy > 0 || arrived.isEmpty()) {
            return Optional.empty()
        }
        Optional.of(turn(arrived.values().first()))
    }

    private Merge.Turn turn(Merge.Turn.Go first) {
        def together = first.kind() == Merge.Kind.SINGLE ? at(first.path()) : first.hosts()
        together.each { arrived.remove(it) }
        busy += together.size()
        first.path() == null
                ? new Merge.Turn.Over(null, first.kind(), together)
                : first.kind() == Merge.Kind.ONCE
                ? new Merge.Turn.Chosen(first.path(), first.hosts()[0])
                : new Merge.Turn.Go(first.path(), 0, first.kind(), together)
    }

    private List<Integer> at(CallPath path) {
        arrived.findAll { host, it -> it.path() == path }.keySet().sort()
    }
}
