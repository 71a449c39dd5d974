package groovyinfra.author;

import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/**
 * What compiled deploy files do with values whose type is known only when they run, such as inventory data. Generated code calls
 * it.
 */
public final class Open {
    private Open() {}

    /** An operator, by the name of the method that it stands for. */
    public static Object operator(Object left, String method, Object right) {
        return InvokerHelper.invokeMethod(left, method, new Object[] {right});
    }

    /** One part of a list that is taken apart; {@code null} where the list is shorter. */
    public static Object part(Object whole, int index) {
        return InvokerHelper.invokeMethod(whole, "getAt", new Object[] {index});
    }

    /** {@code left <=> right}, and what is built on it. */
    public static int compareTo(Object left, Object right) {
        return DefaultTypeTransformation.compareTo(left, right);
    }

    /** {@code key in value} */
    public static boolean isIn(Object key, Object value) {
        return DefaultTypeTransformation.castToBoolean(InvokerHelper.invokeMethod(value, "isCase", new Object[] {key}));
    }

    /** {@code left + right} */
    public static Object plus(Object left, Object right) {
        return operator(left, "plus", right);
    }

    /** {@code left - right} */
    public static Object minus(Object left, Object right) {
        return operator(left, "minus", right);
    }

    /** {@code left * right} */
    public static Object multiply(Object left, Object right) {
        return operator(left, "multiply", right);
    }

    /** {@code left / right} */
    public static Object div(Object left, Object right) {
        return operator(left, "div", right);
    }

    /** {@code left % right} */
    public static Object mod(Object left, Object right) {
        return operator(left, "mod", right);
    }

    /** {@code left % right} */
    public static Object remainder(Object left, Object right) {
        return operator(left, "remainder", right);
    }

    /** {@code left ** right} */
    public static Object power(Object left, Object right) {
        return operator(left, "power", right);
    }

    /** {@code left << right} */
    public static Object leftShift(Object left, Object right) {
        return operator(left, "leftShift", right);
    }

    /** {@code left | right} */
    public static Object or(Object left, Object right) {
        return operator(left, "or", right);
    }

    /** {@code left & right} */
    public static Object and(Object left, Object right) {
        return operator(left, "and", right);
    }

    /** {@code left[right]} */
    public static Object getAt(Object left, Object right) {
        return operator(left, "getAt", right);
    }
}
