package groovyinfra.run;

import groovyinfra.plan.CommonTitle;
import groovyinfra.plan.Merge.Turn;
import groovyinfra.report.Event;
import groovyinfra.run.Turnstile.Pass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The stages under way, and permits for the calls in them: so many at once over all hosts. Guarded by the conductor's lock. */
final class Permits {
    private final List<String> hosts;
    private final List<Standing> standings;
    private final Limits limits;
    private final StageLog log;
    private final Events events;
    private final LongSupplier clock;
    private final List<StageRun> stages = new ArrayList<>();
    private int inFlight;

    Permits(
            List<String> hosts,
            List<Standing> standings,
            Limits limits,
            StageLog log,
            Events events,
            LongSupplier clock) {
        this.hosts = hosts;
        this.standings = standings;
        this.limits = limits;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /** A stage begins: the calls of its hosts wait for permits from now on. */
    void begin(Turn.Go go) {
        List<String> names = go.hosts().stream().map(hosts::get).toList();
        StageRun stage = new StageRun(log.begin(go, names, title(go)), clock.getAsLong());
        stages.add(stage);
        for (int host : go.hosts()) {
            Standing standing = standings.get(host);
            standing.stage = stage;
            standing.exclusive =
                    standing.arrival.exclusive() ? Optional.of(standing.arrival.target()) : Optional.empty();
            stage.add(new StageRun.Waiting(
                    host, standing.arrival.call().orElseThrow().options(), standing.exclusive));
        }
    }

    private String title(Turn.Go go) {
        return CommonTitle.of(() -> go.hosts().stream()
                .map(host -> standings.get(host).arrival.call().orElseThrow().title())
                .iterator());
    }

    /** Lets calls begin for which there are permits, the earlier stages first. */
    void handOut() {
        for (StageRun stage : stages) {
            while (inFlight < limits.parallel()) {
                Optional<StageRun.Waiting> call = stage.next();
                if (call.isEmpty()) {
                    break;
                }
                inFlight++;
                int host = call.get().host();
                events.emit(new Event.CallStarted(
                        stage.number,
                        hosts.get(host),
                        standings.get(host).arrival.target()));
                standings.get(host).open(new Pass.Go(stage.number));
            }
        }
    }

    /** The call of this host is over; its permit is for the next. */
    void settled(int host) {
        Standing standing = standings.get(host);
        standing.stage.ended(standing.exclusive);
        inFlight--;
        closeIfOver(standing.stage);
        handOut();
    }

    /** Calls without a permit do not begin any more. */
    void withdraw() {
        for (StageRun stage : List.copyOf(stages)) {
            stage.withdraw();
            closeIfOver(stage);
        }
    }

    private void closeIfOver(StageRun stage) {
        if (stage.over()) {
            stages.remove(stage);
            events.emit(new Event.StageFinished(stage.number, Duration.ofNanos(clock.getAsLong() - stage.began)));
        }
    }
}
