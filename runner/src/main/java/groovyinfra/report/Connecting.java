package groovyinfra.report;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Shows how connections to the hosts of a run come about, and says once how it went; of others, only what fails. */
final class Connecting {
    private final Screen screen;
    private final Detail detail;
    private final Set<String> begun = new HashSet<>();
    private int connected;
    private int failed;
    private Duration longest = Duration.ZERO;
    private final Set<String> hosts = new HashSet<>();

    Connecting(Screen screen, Detail detail) {
        this.screen = screen;
        this.detail = detail;
    }

    void start(Event.RunStarted event) {
        begun.clear();
        connected = 0;
        failed = 0;
        longest = Duration.ZERO;
        hosts.clear();
        hosts.addAll(event.hosts());
    }

    void on(Event.HostConnecting event) {
        if (hosts.contains(event.host())) {
            begun.add(event.host());
            progress();
        }
    }

    void on(Event.HostConnected event) {
        if (!hosts.contains(event.host())) {
            return;
        }
        connected++;
        took(event.took());
        progress();
        if (connected + failed == hosts.size()) {
            said();
        }
    }

    void on(Event.HostUnreachable event, Gathered gathered) {
        gathered.problem(event.host(), event.problem());
        if (!hosts.contains(event.host())) {
            return;
        }
        failed++;
        took(event.took());
        progress();
        if (connected + failed == hosts.size()) {
            end(gathered);
        }
    }

    private void took(Duration time) {
        longest = longest.compareTo(time) < 0 ? time : longest;
    }

    /** No more connections are waited for. */
    void end(Gathered gathered) {
        said();
        gathered.flush();
    }

    private void said() {
        if (!begun.isEmpty()) {
            begun.clear();
            screen.live(new Line());
            if (!detail.quiet()) {
                screen.note(line("connected").add("  ").add(Tone.FAINT, Took.text(longest)));
            }
        }
    }

    private void progress() {
        if (!detail.quiet() && !begun.isEmpty()) {
            screen.live(line("connecting"));
        }
    }

    private Line line(String verb) {
        Line line = Line.of(verb + " [" + connected + "/" + hosts.size() + "]");
        return failed == 0 ? line : line.add(", ").add(Tone.BAD, failed + " failed");
    }
}
