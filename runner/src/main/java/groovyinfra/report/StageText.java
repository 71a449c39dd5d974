package groovyinfra.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stage of an apply, for people. */
final class StageText {
    /** So many transfers are shown. */
    private static final int MOVING = 2;

    private StageText() {}

    /**
     * What has come of it.
     *
     * @param column where the outcomes begin
     */
    static List<Line> lines(StageView stage, Detail detail, Duration took, int column) {
        Line head = head(stage.started());
        List<Line> lines = new ArrayList<>(Table.rows(
                head, column, stage.grouped((host, call) -> call.ending(host)), Optional.of(took), new Hosts.Known()));
        lines.addAll(Body.lines(stage.grouped((host, call) -> Body.of(call, detail)), detail));
        return lines;
    }

    /** How far it is. */
    static Line progress(StageView stage) {
        Line line = head(stage.started()).add("  " + stage.ended() + "/" + stage.total());
        Map<String, String> moving = stage.moving();
        if (!moving.isEmpty()) {
            moving.entrySet().stream()
                    .limit(MOVING)
                    .forEach(one -> line.add("  " + one.getKey() + ": " + one.getValue()));
            return moving.size() > MOVING ? line.add("  and " + (moving.size() - MOVING) + " more") : line;
        }
        boolean few = stage.ended() > 0 && stage.ended() < stage.total() && stage.total() - stage.ended() <= 3;
        return few ? line.add(", waiting for " + Hosts.folded(stage.remaining())) : line;
    }

    private static Line head(Event.StageStarted started) {
        Line head =
                Table.head(started.number(), started.total(), (started.pass() > 0 ? "late: " : "") + started.title());
        return started.unplanned() ? head.add(" ").add(Tone.DOUBT, "(unplanned)") : head;
    }
}
