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
    private static final int MANY = 3;
    private static final Body NOTHING = new Body(List.of());

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
                    detail.output() ? step.printed.later() : ""));
        }
        return new Body(parts.stream().filter(part -> !part.isEmpty()).toList());
    }

    /** Of a call in a plan. */
    static Body of(PlannedCall call, Detail detail) {
        if (!detail.commands() && !detail.diff()) {
            return NOTHING;
        }
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
        int most = detail.diff() || detail.commands() ? Integer.MAX_VALUE : MANY;
        List<String> left = new ArrayList<>();
        int shown = 0;
        for (Map.Entry<Body, ? extends Collection<String>> each : bodies.entrySet()) {
            Body body = each.getKey();
            if (body.parts.isEmpty()) {
                continue;
            }
            if (++shown > most) {
                left.addAll(each.getValue());
                continue;
            }
            boolean named = bodies.size() > 1;
            if (named) {
                lines.add(indented(0).add(Tone.FAINT, Hosts.folded(each.getValue()) + ":"));
            }
            body.parts.forEach(part -> lines.addAll(lines(part, detail, named ? 2 : 0)));
        }
        if (!left.isEmpty()) {
            lines.add(indented(0).add(Tone.FAINT, "(others on " + Hosts.folded(left) + "; all with --diff)"));
        }
        return lines;
    }

    private static List<Line> lines(Part part, Detail detail, int further) {
        List<Line> lines = new ArrayList<>();
        part.command.ifPresent(command -> {
            List<String> script = Harmless.text(command).lines().toList();
            script.forEach(line -> lines.add(indented(further)
                    .add(Tone.ALWAYS, lines.isEmpty() ? "$ " : "  ")
                    .add(line)));
        });
        if (!part.exit.isEmpty() && part.command.isPresent()) {
            lines.add(indented(further).add(Tone.BAD, "  " + part.exit));
        }
        part.difference.ifPresent(it -> DifferenceText.lines(it, detail.diff() ? Integer.MAX_VALUE : SHORT)
                .forEach(line -> lines.add(indented(further).add(line))));
        Harmless.text(part.output)
                .lines()
                .forEach(line ->
                        lines.add(indented(further).add(Tone.FAINT, "  | ").add(line)));
        return lines;
    }

    private static Line indented(int further) {
        return Line.of(" ".repeat(INDENT + further));
    }
}
