package groovyinfra.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.assignX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.castX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.classX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;

import java.util.List;
import java.util.Map;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ArrayExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BitwiseNegationExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.UnaryMinusExpression;
import org.codehaus.groovy.ast.expr.UnaryPlusExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.syntax.Token;
import org.codehaus.groovy.syntax.TokenUtil;
import org.codehaus.groovy.syntax.Types;
import org.codehaus.groovy.transform.sc.StaticCompilationMetadataKeys;
import org.codehaus.groovy.transform.stc.StaticTypesMarker;

/**
 * What the static compiler has no code for where a value is open: steps such as {@code value++}, signs, and {@code value[key] += x};
 * {@code list + value}, where it would take a list for one more element; {@code new A(value)}, whichever constructor fits; and
 * {@code map.get(key, value)}, which is to read only.
 * They are noted when the types are known, and become calls of {@link groovyinfra.author.Open} before code is generated.
 */
final class OpenSteps {
    private static final String OPEN = OpenSteps.class.getName();
    private static final Map<Integer, String> METHODS = Map.ofEntries(
            Map.entry(Types.PLUS, "plus"),
            Map.entry(Types.MINUS, "minus"),
            Map.entry(Types.MULTIPLY, "multiply"),
            Map.entry(Types.DIVIDE, "div"),
            Map.entry(Types.REMAINDER, "remainder"),
            Map.entry(Types.MOD, "mod"),
            Map.entry(Types.INTDIV, "intdiv"),
            Map.entry(Types.POWER, "power"),
            Map.entry(Types.LEFT_SHIFT, "leftShift"),
            Map.entry(Types.RIGHT_SHIFT, "rightShift"),
            Map.entry(Types.RIGHT_SHIFT_UNSIGNED, "rightShiftUnsigned"),
            Map.entry(Types.BITWISE_AND, "and"),
            Map.entry(Types.BITWISE_OR, "or"),
            Map.entry(Types.BITWISE_XOR, "xor"));

    private OpenSteps() {}

    /** Whether there is something to be written for it in place of what stands there. */
    static boolean possible(Expression expression) {
        return switch (expression) {
            case PrefixExpression it -> changeable(it.getExpression());
            case PostfixExpression it -> changeable(it.getExpression());
            case BinaryExpression it -> METHODS.containsKey(operator(it));
            default -> true;
        };
    }

    private static boolean changeable(Expression target) {
        return target instanceof VariableExpression
                || target instanceof BinaryExpression
                || target instanceof PropertyExpression property
                        && !property.isSafe()
                        && !property.isSpreadSafe()
                        && property.getPropertyAsString() != null;
    }

    /** Whether it means something else for one more element and for several. */
    static boolean several(BinaryExpression operator) {
        int method = operator(operator);
        return method == Types.PLUS || method == Types.MINUS;
    }

    /** Whether it gives what is on its left a value: {@code %=}, too, which Groovy leaves out here. */
    static boolean assigns(BinaryExpression operator) {
        int operation = operator.getOperation().getType();
        return operation == Types.REMAINDER_EQUAL || Types.isAssignment(operation);
    }

    /** It is one of an open value: the static compiler is to leave it as it is. */
    static void note(Expression expression) {
        expression.putNodeMetaData(OPEN, true);
        expression.removeNodeMetaData(StaticCompilationMetadataKeys.BINARY_EXP_TARGET);
    }

    /** What is compiled in its place, mostly itself. */
    static Expression replaced(Expression expression) {
        if (expression.getNodeMetaData(OPEN) == null) {
            return expression;
        }
        Expression instead = switch (expression) {
            case PrefixExpression it -> step(it.getExpression(), it.getOperation(), true);
            case PostfixExpression it -> step(it.getExpression(), it.getOperation(), false);
            case UnaryMinusExpression it -> call("negative", it.getExpression());
            case UnaryPlusExpression it -> call("positive", it.getExpression());
            case BitwiseNegationExpression it -> call("bitwiseNegate", it.getExpression());
            case BinaryExpression it -> binary(it);
            case ConstructorCallExpression it -> made(it);
            case MethodCallExpression it -> got(it);
            default -> throw new IllegalStateException(expression.getText());
        };
        instead.setSourcePosition(expression);
        return instead;
    }

    private static Expression made(ConstructorCallExpression call) {
        List<Expression> arguments = ((TupleExpression) call.getArguments()).getExpressions();
        return castX(
                call.getType(),
                call("made", classX(call.getType()), new ArrayExpression(ClassHelper.OBJECT_TYPE, arguments)));
    }

    private static Expression got(MethodCallExpression call) {
        List<Expression> arguments = ((TupleExpression) call.getArguments()).getExpressions();
        Expression value = call("get", call.getObjectExpression(), arguments.get(0), arguments.get(1));
        ClassNode type = call.getNodeMetaData(StaticTypesMarker.INFERRED_TYPE);
        return type == null ? value : castX(type, value);
    }

    private static Expression step(Expression target, Token operation, boolean after) {
        Expression method = constX(operation.getType() == Types.PLUS_PLUS ? "next" : "previous");
        return switch (target) {
            case BinaryExpression element ->
                call("step", element.getLeftExpression(), element.getRightExpression(), method, constX(after, true));
            case PropertyExpression property ->
                call(
                        "stepProperty",
                        property.getObjectExpression(),
                        constX(property.getPropertyAsString()),
                        method,
                        constX(after, true));
            default -> {
                Expression next = assignX(target, call("step", target, method));
                next.setSourcePosition(target);
                yield after ? next : call("first", target, next);
            }
        };
    }

    private static Expression binary(BinaryExpression operator) {
        Expression left = operator.getLeftExpression();
        boolean assigns = assigns(operator);
        if (assigns && left instanceof BinaryExpression element) {
            return element(operator, element);
        } else if (operator.getOperation().getType() == Types.LEFT_SQUARE_BRACKET) {
            return safeElement(operator);
        }
        Expression value = call(METHODS.get(operator(operator)), left, operator.getRightExpression());
        Expression typed = castX(operator.getNodeMetaData(StaticTypesMarker.INFERRED_TYPE), value);
        return assigns ? assignX(left, typed) : typed;
    }

    private static Expression safeElement(BinaryExpression index) {
        MethodCallExpression call = callX(index.getLeftExpression(), "getAt", args(index.getRightExpression()));
        call.setSafe(true);
        call.setImplicitThis(false);
        call.setMethodTarget(OpenTypes.operator("getAt", new ClassNode[1]).getFirst());
        call.setNodeMetaData(StaticTypesMarker.INFERRED_TYPE, ClassHelper.OBJECT_TYPE);
        return call;
    }

    private static int operator(BinaryExpression change) {
        return TokenUtil.removeAssignment(change.getOperation().getType());
    }

    private static Expression element(BinaryExpression change, BinaryExpression element) {
        return call(
                "change",
                element.getLeftExpression(),
                element.getRightExpression(),
                constX(METHODS.get(operator(change))),
                change.getRightExpression());
    }

    private static Expression call(String name, Expression... arguments) {
        MethodCallExpression call = callX(classX(OpenTypes.OPERATORS), name, args(arguments));
        call.setImplicitThis(false);
        call.setMethodTarget(OpenTypes.OPERATORS.getMethods(name).stream()
                .filter(it -> it.getParameters().length == arguments.length)
                .findFirst()
                .orElseThrow());
        call.setNodeMetaData(StaticTypesMarker.INFERRED_TYPE, ClassHelper.OBJECT_TYPE);
        call.setSourcePosition(arguments[0]);
        return call;
    }
}
