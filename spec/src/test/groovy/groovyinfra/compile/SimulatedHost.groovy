package groovyinfra.compile

import groovy.transform.CompileStatic
import groovyinfra.model.CallPath
import java.util.function.Supplier

/** One host of a {@link SteppedMerge}: what its script does with calls. */
@CompileStatic
class SimulatedHost {
    final int index
    final SimulatedFacts facts
    private final SteppedMerge merge
    private final Random delays

    SimulatedHost(int index, SimulatedFacts facts, SteppedMerge merge, long timing) {
        this.index = index
        this.facts = facts
        this.merge = merge
        this.delays = new Random(timing * 17 + index)
    }

    void stop(CallPath path, String label) {
        delay()
        merge.stop(index, path, label)
        delay()
    }

    Object once(CallPath path, Supplier<Object> block) {
        delay()
        merge.once(index, path, block)
    }

    void publish(CallPath path, String name) {
        stop(path, "publish $name")
        merge.publish(index, name)
    }

    void published(CallPath path, int host, String name) {
        stop(path, "published $name")
        merge.published(index, host, name)
    }

    /** Different on every host and in every run: threads meet in every order. */
    private void delay() {
        int times = delays.nextInt(8)
        for (int i = 0; i < times - 4; i++) {
            Thread.yield()
        }
    }
}
