package groovyinfra.compile;

import groovy.lang.GString;
import groovyinfra.model.Command;
import groovyinfra.model.Word;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** Whether a value of a script can be a command: a text of which everybody knows what is quoted. */
record CommandTexts(Function<Expression, ClassNode> typeOf) {
    Optional<ArgumentTypes.Misfit> misfit(Expression value) {
        if (value instanceof GStringExpression text) {
            return quoted(text);
        } else if (value instanceof BinaryExpression sum
                && sum.getOperation().getText().equals("+")) {
            return misfit(sum.getLeftExpression()).or(() -> misfit(sum.getRightExpression()));
        }
        ClassNode type = typeOf.apply(value);
        if (value instanceof MethodCallExpression change && ArgumentTypes.is(type, GString.class)) {
            return misfit(change.getObjectExpression());
        }
        boolean literal = value instanceof ConstantExpression constant && constant.getValue() instanceof String;
        boolean fits = literal
                || OpenTypes.open(type)
                || type.isArray()
                || ArgumentTypes.isCollection(type)
                || ArgumentTypes.is(type, Command.class)
                || ArgumentTypes.is(type, Word.class)
                || ArgumentTypes.is(type, GString.class);
        if (fits) {
            return Optional.empty();
        }
        return ArgumentTypes.isText(type)
                ? Optional.of(new ArgumentTypes.Misfit(
                        value,
                        "Text where a command is wanted",
                        "wants a literal, a text with values, or a list: of this nobody knows what is quoted",
                        "Write it in place, as a list of words, or raw(..) if it is shell syntax"))
                : ArgumentTypes.Misfit.wrong(
                        value, "a command", TypeWords.found(type), "Write text in quotes, or a list of words");
    }

    /** Every value is quoted already; inside quotes of the text it would be quoted twice. */
    private static Optional<ArgumentTypes.Misfit> quoted(GStringExpression text) {
        List<ConstantExpression> strings = text.getStrings();
        ShellReading shell = new ShellReading();
        for (int i = 0; i < text.getValues().size() && i < strings.size(); i++) {
            Expression value = text.getValue(i);
            Optional<ArgumentTypes.Misfit> found = shell.read(strings.get(i).getText())
                    .map(it -> new ArgumentTypes.Misfit(value, it.summary, "has a value " + it.where, it.attempt));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
