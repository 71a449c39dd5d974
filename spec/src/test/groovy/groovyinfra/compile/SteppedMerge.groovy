package groovyinfra.compile

import groovy.transform.CompileStatic
import groovyinfra.author.Trail
import groovyinfra.model.CallPath
import groovyinfra.plan.Merge
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.locks.Condition
import java.util.concurrent.locks.ReentrantLock
import java.util.function.Consumer
import java.util.function.Supplier
import java.util.function.UnaryOperator

/** Leads simulated hosts through the merge of the real engine, and writes down which hosts went through which stage. */
@CompileStatic
class SteppedMerge {
    private final ReentrantLock lock = new ReentrantLock()
    private final UnaryOperator<CallPath> place
    private final Merge merge
    private final int hosts
    private final String[] labels
    private final Condition[] turns
    private final Merge.Turn[] given
    private final Map<CallPath, Supplier<Object>> values = new ConcurrentHashMap<>()
    private final Map<String, List<Integer>> awaited = [:]
    private final Set<String> known = []
    final List<String> stages = []
    final Throwable[] failures

    /** A merge that takes places as they are; or changed, to see that this is noticed. */
    SteppedMerge(int hosts, UnaryOperator<CallPath> place = UnaryOperator.identity()) {
        this.hosts = hosts
        this.place = place
        this.merge = new Merge(hosts)
        this.labels = new String[hosts]
        this.turns = (0..<hosts).collect { lock.newCondition() } as Condition[]
        this.given = new Merge.Turn[hosts]
        this.failures = new Throwable[hosts]
    }

    /** Evaluates the program on every host; gives the stages, each as its label and the hosts that took part. */
    List<String> run(Consumer<Integer> program) {
        List<Thread> threads = []
        for (int host = 0; host < hosts; host++) {
            int index = host
            threads << Thread.ofVirtual().start { evaluate(index, program) }
        }
        for (Thread it : threads) {
            it.join()
        }
        stages
    }

    private void evaluate(int host, Consumer<Integer> program) {
        try {
            Trail.evaluate({ }) {
                Trail.file(0, 'deploy.groovy')
                program.accept(host)
            }
        } catch (Throwable e) {
            failures[host] = e
        }
        lock.lock()
        try {
            merge.finish(host)
            advance()
        } finally {
            lock.unlock()
        }
    }

    /** Waits for the turn of this call. */
    void stop(int host, CallPath path, String label) {
        wait(host, label) { merge.park(host, place.apply(path), Merge.Kind.SINGLE) }
    }

    /** The first host evaluates the block; all that stand there, or come later, get what it got. */
    Object once(int host, CallPath path, Supplier<Object> block) {
        def turn = wait(host, values.containsKey(path) ? null : 'once') { merge.park(host, place.apply(path), Merge.Kind.ONCE) }
        if (turn instanceof Merge.Turn.Chosen) {
            def kept = values[path] ?: evaluated(block)
            wait(host, null) {
                values[path] = kept
                merge.through(host)
            }
        }
        values[path].get()
    }

    private static Supplier<Object> evaluated(Supplier<Object> block) {
        try {
            def value = block.get()
            return { value } as Supplier<Object>
        } catch (Throwable e) {
            return { throw e } as Supplier<Object>
        }
    }

    void publish(int host, String name) {
        lock.lock()
        try {
            def key = "$host.$name".toString()
            known << key
            awaited.remove(key)?.each { merge.resume(it); release(it, new Merge.Turn.Stuck([])) }
        } finally {
            lock.unlock()
        }
    }

    void published(int host, int other, String name) {
        def key = "$other.$name".toString()
        lock.lock()
        try {
            if (!known.contains(key)) {
                wait(host, null) {
                    awaited.computeIfAbsent(key) { [] } << host
                    merge.await(host)
                }
            }
            if (!known.contains(key)) {
                throw new SimulatedScript.Oops(key)
            }
        } finally {
            lock.unlock()
        }
    }

    private Merge.Turn wait(int host, String label, Runnable stand) {
        lock.lock()
        try {
            labels[host] = label
            given[host] = null
            stand.run()
            advance()
            while (given[host] == null) {
                turns[host].await()
            }
            given[host]
        } finally {
            lock.unlock()
        }
    }

    private void advance() {
        for (def turn = merge.next(); turn.present; turn = merge.next()) {
            def now = turn.get()
            switch (now) {
                case Merge.Turn.Go:
                    stage(((Merge.Turn.Go) now).hosts(), now)
                    break
                case Merge.Turn.Chosen:
                    stage([((Merge.Turn.Chosen) now).host()], now)
                    break
                case Merge.Turn.Over:
                    ((Merge.Turn.Over) now).hosts().each { release(it, now) }
                    break
                default:
                    ((Merge.Turn.Stuck) now).hosts().each { release(it, now) }
            }
        }
    }

    private void stage(List<Integer> together, Merge.Turn turn) {
        def shown = together.findAll { labels[it] != null }.groupBy { labels[it] }
        if (shown) {
            stages << shown.collect { label, those -> "$label @${those.join('')}" }.join(' + ')
        }
        together.each { release(it, turn) }
    }

    private void release(int host, Merge.Turn turn) {
        given[host] = turn
        turns[host].signal()
    }
}
