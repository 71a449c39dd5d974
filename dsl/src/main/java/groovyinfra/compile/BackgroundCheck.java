package groovyinfra.compile;

import groovyinfra.model.Option;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;

/** Whether an option fits a call that goes on by itself: that is one command, and its end is the wait's business. */
final class BackgroundCheck {
    private BackgroundCheck() {}

    /** What is wrong with an option, given together with others. */
    static Optional<CompileProblem> problem(Expression name, MapExpression all, Declared operation) {
        boolean background = name.getText().equals(Option.BACKGROUND.name());
        if (background && !operation.background()) {
            return Optional.of(CompileProblem.at(
                    name,
                    "Operation cannot go on by itself",
                    operation.name() + " is more than one command, or describes a state",
                    "Give background: true to commands only, such as server.shell"));
        }
        if (name.getText().equals(Option.PTY.name()) && isBackground(all)) {
            return Optional.of(CompileProblem.at(
                    name,
                    "A job has no terminal",
                    operation.name() + " gets 'pty' together with background: true",
                    "Leave one of them out"));
        }
        boolean ofTheEnd = Option.OF_THE_END.stream().anyMatch(it -> it.name().equals(name.getText()));
        if (ofTheEnd && isBackground(all)) {
            return Optional.of(CompileProblem.at(
                    name,
                    "Option belongs to the wait",
                    operation.name() + " gets '" + name.getText() + "' together with background: true",
                    "Give '" + name.getText() + "' to job.wait"));
        }
        return Optional.empty();
    }

    private static boolean isBackground(MapExpression all) {
        return all.getMapEntryExpressions().stream()
                .anyMatch(it -> it.getKeyExpression().getText().equals(Option.BACKGROUND.name())
                        && it.getValueExpression() instanceof ConstantExpression value
                        && value.isTrueExpression());
    }
}
