package groovyinfra.cli;

import groovyinfra.deploy.Reference;
import groovyinfra.model.Problem;
import groovyinfra.report.AnswerReporter;
import groovyinfra.report.ConsoleReporter;
import groovyinfra.report.Detail;
import groovyinfra.report.Event;
import groovyinfra.report.JsonReporter;
import groovyinfra.report.Look;
import groovyinfra.report.Reporter;
import groovyinfra.report.Screen;
import groovyinfra.report.Summary;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Where everything goes that the program says: the streams, the screen over them, JSON lines. */
final class Output {
    private final Screen screen;
    private final Questions questions;
    private final Optional<JsonReporter> json;

    private Output(Surroundings surroundings, Look look, Optional<JsonReporter> json) {
        this.screen = new Screen(json.isPresent() ? surroundings.err() : surroundings.out(), surroundings.err(), look);
        this.questions = new Questions(screen, surroundings);
        this.json = json;
    }

    /** As these flags want it. */
    static Output of(Invocation invocation, OutputFlags flags) {
        Surroundings surroundings = invocation.surroundings();
        Optional<JsonReporter> json =
                flags.json() ? invocation.plain().json.or(() -> Optional.of(reporter(surroundings))) : Optional.empty();
        return new Output(surroundings, look(surroundings, flags), json);
    }

    /** Before flags are known: plain, or JSON where the arguments say so. */
    static Output plain(Surroundings surroundings, boolean json) {
        return new Output(surroundings, Look.PLAIN, json ? Optional.of(reporter(surroundings)) : Optional.empty());
    }

    private static JsonReporter reporter(Surroundings surroundings) {
        return new JsonReporter(UUID.randomUUID().toString().substring(0, 8), surroundings.out(), Clock.systemUTC());
    }

    private static Look look(Surroundings surroundings, OutputFlags flags) {
        Terminal terminal = surroundings.terminal();
        Map<String, String> environment = surroundings.environment();
        boolean live = terminal.showsProgress() && !Colour.isDumb(environment) && !flags.json() && !flags.quiet();
        return new Look(
                flags.colour().on(terminal.showsResults(), environment),
                flags.colour().on(terminal.showsProgress(), environment),
                live,
                live ? terminal.width() : Look.PLAIN.width());
    }

    Screen screen() {
        return screen;
    }

    boolean isJson() {
        return json.isPresent();
    }

    /** A reporter of runs. */
    Reporter run(Detail detail, Function<Summary, Optional<String>> next) {
        return json.<Reporter>map(it -> it).orElseGet(() -> new ConsoleReporter(screen, detail, next));
    }

    /** A reporter of what hosts answer. */
    Reporter answers(Detail detail) {
        return json.<Reporter>map(it -> it).orElseGet(() -> new AnswerReporter(screen, detail));
    }

    /** An event outside of any run. */
    void tell(Event event) {
        json.ifPresent(it -> it.on(event));
    }

    /**
     * Operations or facts, a line each.
     *
     * @param type of their objects in JSON
     */
    void list(String type, List<Reference.Entry> entries) {
        json.ifPresentOrElse(
                it -> entries.forEach(entry -> it.write(
                        type,
                        Map.of(
                                "name", entry.name(),
                                "usage", entry.usage(),
                                "summary", entry.text().summary()))),
                () -> Explanation.list(entries).forEach(this::line));
    }

    /** A line of the result, as text. */
    void line(String text) {
        screen.print(text);
    }

    /** Problems that end the program; also on stderr where results are JSON. */
    void problems(List<Problem> problems) {
        problems.forEach(problem -> tell(new Event.ProblemFound(problem)));
        screen.problems(problems);
    }

    Questions questions() {
        return questions;
    }
}
