package groovyinfra.report;

import groovyinfra.model.Difference;
import groovyinfra.plan.PlannedCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a call did or would do, as much of it as is to be shown; equal for hosts that are shown together. */
record Body(List<Part> parts) {
    private static final int SHORT = 14;
    private static final int INDENT = 6;

    /** A step. */
    record Part(Optional<String> command, Optional<Difference> difference, String exit, String output) {
        boolean isEmpty() {
            return command.isEmpty() && difference.isEmpty() && output.isEmpty();
        }
    }

    /** Of a call that was carried out. */
    static Body of(CallView call, Detail detail) {
        List<Part> parts = new ArrayList<>();
        for (CallView.StepView step : call.steps()) {
            parts.add(new Part(
                    Optional.of(step.shown).filter(it -> detail.commands()),
                    step.difference.filter(it -> detail.diff() || detail.onePass()),
                    step.exit.equals("exit 0") ? "" : step.exit,
                    detail.output() ? step.output.toString() : ""));
        }
        return new Body(parts.stream().filter(part -> !part.isEmpty()).toList());
    }

    /** Of a call in a plan. */
    static Body of(PlannedCall call, Detail detail) {
        return new Body(PlannedStep.of(call).stream()
                .map(step -> new Part(
                        Optional.of(step.shown()).filter(it -> detail.commands()),
                        step.difference().filter(it -> detail.diff()),
                        "",
                        ""))
                .filter(part -> !part.isEmpty())
                .toList());
    }

    /** All bodies of a stage; names the hosts where they differ. */
    static List<Line> lines(Map<Body, ? extends Collection<String>> bodies, Detail detail) {
        List<Line> lines = new ArrayList<>();
        bodies.forEach((body, hosts) -> {
            if (!body.parts.isEmpty() && bodies.size() > 1) {
                lines.add(indented().add(Tone.FAINT, Hosts.folded(hosts) + ":"));
            }
            body.parts.forEach(part -> lines.addAll(lines(part, detail)));
        });
        return lines;
    }

    private static List<Line> lines(Part part, Detail detail) {
        List<Line> lines = new ArrayList<>();
        part.command.ifPresent(command -> {
            List<String> script = Harmless.text(command).lines().toList();
            script.forEach(line -> lines.add(
                    indented().add(Tone.ALWAYS, lines.isEmpty() ? "$ " : "  ").add(line)));
        });
        if (!part.exit.isEmpty() && part.command.isPresent()) {
            lines.add(indented().add(Tone.BAD, "  " + part.exit));
        }
        part.difference.ifPresent(it -> DifferenceText.lines(it, detail.diff() ? Integer.MAX_VALUE : SHORT)
                .forEach(line -> lines.add(indented().add(line))));
        Harmless.text(part.output)
                .lines()
                .forEach(line -> lines.add(indented().add(Tone.FAINT, "  | ").add(line)));
        return lines;
    }

    private static Line indented() {
        return Line.of(" ".repeat(INDENT));
    }
}
