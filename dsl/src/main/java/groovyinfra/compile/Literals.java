package groovyinfra.compile;

import groovyinfra.author.Units;
import java.time.Duration;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;

/** Values that stand in the source. */
final class Literals {
    private Literals() {}

    static Optional<Object> value(Expression expression) {
        return switch (expression) {
            case ConstantExpression constant -> Optional.ofNullable(constant.getValue());
            case PropertyExpression property ->
                value(property.getObjectExpression())
                        .filter(Number.class::isInstance)
                        .flatMap(it -> time((Number) it, String.valueOf(property.getPropertyAsString())));
            case UnaryMinusExpression minus ->
                value(minus.getExpression()).filter(Duration.class::isInstance).map(it -> ((Duration) it).negated());
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> time(Number count, String unit) {
        return Optional.ofNullable(
                switch (unit) {
                    case "ms" -> Units.getMs(count);
                    case "s" -> Units.getS(count);
                    case "min" -> Units.getMin(count);
                    case "h" -> Units.getH(count);
                    case "day", "days" -> Units.getDay(count);
                    default -> null;
                });
    }
}
