package groovyinfra.compile;

import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ArrayExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** Whether what a variable holds can be changed, as far as source shows it before names are resolved. */
final class Changeable {
    private static final Pattern TYPES = Pattern.compile(
            "(.*\\.)?(\\w*(List|Map|Set|Collection|Queue|Deque|Stack|Vector|Buffer|Builder|Writer|Date|Random|Properties)"
                + "|Atomic\\w+|\\w+Adder)");
    private static final Pattern FROZEN = Pattern.compile("asImmutable|asUnmodifiable|of|copyOf|unmodifiable\\w+");

    private Changeable() {}

    static boolean is(ClassNode type, Expression value) {
        if (value instanceof MethodCallExpression call
                && FROZEN.matcher(String.valueOf(call.getMethodAsString())).matches()) {
            return false;
        }
        return type.isArray() || named(type) || is(value);
    }

    private static boolean is(Expression value) {
        return switch (value) {
            case ListExpression list -> true;
            case MapExpression map -> true;
            case ArrayExpression array -> true;
            case CastExpression cast -> cast.getType().isArray() || named(cast.getType());
            case ConstructorCallExpression made -> named(made.getType());
            case null, default -> false;
        };
    }

    private static boolean named(ClassNode type) {
        return TYPES.matcher(type.getName()).matches();
    }
}
