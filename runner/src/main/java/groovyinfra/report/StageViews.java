package groovyinfra.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps, while events pass by, what a summary says about stages. Of a stage that has ended only counts are kept. */
final class StageViews {
    private final Map<Integer, StageView> open = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    /** What has come of a stage. */
    record Row(int number, Optional<Integer> total, String title, Map<Counted, Integer> counts) {
        int count(Counted kind) {
            return counts.getOrDefault(kind, 0);
        }

        /** Whether all its hosts were as they should be. */
        boolean calm() {
            return counts.keySet().stream().allMatch(kind -> kind == Counted.UNCHANGED);
        }
    }

    StageView start(Event.StageStarted event) {
        StageView stage = new StageView(event);
        open.put(event.number(), stage);
        return stage;
    }

    /** The stage of this number, while it is open. */
    Optional<StageView> stage(int number) {
        return Optional.ofNullable(open.get(number));
    }

    /** The stage that began last among those that are open. */
    Optional<StageView> latest() {
        return open.values().stream().reduce((first, second) -> second);
    }

    Optional<StageView> finish(Event.StageFinished event) {
        Optional<StageView> stage = Optional.ofNullable(open.remove(event.stage()));
        stage.ifPresent(it -> rows.add(new Row(
                it.started().number(), it.started().total(), it.started().title(), it.counts())));
        return stage;
    }

    /** Begins anew, for another pass. */
    void clear() {
        open.clear();
        rows.clear();
    }

    /** Stages that have ended, in order of their numbers. */
    List<Row> rows() {
        return rows.stream()
                .sorted((one, other) -> Integer.compare(one.number(), other.number()))
                .toList();
    }
}
