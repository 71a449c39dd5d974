package groovyinfra.report;

import groovyinfra.model.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** What has been heard of a stage so far. */
final class StageView {
    private final Event.StageStarted started;
    private final Map<String, CallView> calls = new LinkedHashMap<>();
    private final Set<String> hosts;
    private int ended;

    StageView(Event.StageStarted started) {
        this.started = started;
        this.hosts = new LinkedHashSet<>(started.hosts());
    }

    Event.StageStarted started() {
        return started;
    }

    CallView begin(Event.CallStarted event) {
        hosts.add(event.host());
        return calls.computeIfAbsent(event.host(), host -> new CallView(event.target()));
    }

    CallView call(String host) {
        hosts.add(host);
        return calls.computeIfAbsent(host, CallView::new);
    }

    void end(Event.CallFinished event) {
        call(event.host()).on(event);
        ended++;
    }

    int ended() {
        return ended;
    }

    /** Hosts that have begun or were expected, and have not ended. */
    List<String> remaining() {
        return hosts.stream()
                .filter(host -> !calls.containsKey(host) || !calls.get(host).ended())
                .toList();
    }

    /** Files that are under way, by host. */
    Map<String, String> moving() {
        Map<String, String> moving = new LinkedHashMap<>();
        calls.forEach((host, call) -> call.moving().ifPresent(text -> moving.put(host, text)));
        return moving;
    }

    int total() {
        return hosts.size();
    }

    /** Hosts by what the function says of their calls, in the order of the hosts. */
    <K> Map<K, List<String>> grouped(BiFunction<String, CallView, K> by) {
        Map<K, List<String>> groups = new LinkedHashMap<>();
        for (String host : hosts) {
            CallView call = calls.get(host);
            if (call != null && call.ended()) {
                groups.computeIfAbsent(by.apply(host, call), key -> new ArrayList<>())
                        .add(host);
            }
        }
        return groups;
    }

    /** What calls did, by host, where that is to be shown. */
    Map<String, Body> bodies(Detail detail) {
        Map<String, Body> bodies = new HashMap<>();
        grouped((host, call) -> Body.of(call, detail)).forEach((body, hosts) -> {
            if (!body.parts().isEmpty()) {
                hosts.forEach(host -> bodies.put(host, body));
            }
        });
        return bodies;
    }

    /** How many calls ended how; failures that were ignored count as failed. */
    Map<Counted, Integer> counts() {
        Map<Counted, Integer> counts = new EnumMap<>(Counted.class);
        calls.values().forEach(call -> counts.merge(Counted.of(call.outcome()), 1, Integer::sum));
        return counts;
    }

    /** What went wrong, by host; what was ignored apart from what was not. */
    Map<String, Problem> failures(boolean ignored) {
        Map<String, Problem> failures = new LinkedHashMap<>();
        calls.forEach((host, call) -> {
            if (call.ignored() == ignored) {
                call.problem().ifPresent(problem -> failures.put(host, problem));
            }
        });
        return failures;
    }
}
