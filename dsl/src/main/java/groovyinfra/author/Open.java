package groovyinfra.author;

import java.util.Map;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
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

    /** {@code new Type(arguments)}, by the constructor that fits what they are. */
    public static Object made(Class<?> type, Object[] arguments) {
        return InvokerHelper.invokeConstructorOf(type, arguments);
    }

    /** {@code map.get(key, otherwise)}: also of a map that nobody can change, where Groovy would put the other value into it. */
    @SuppressWarnings("unchecked")
    public static Object get(Object receiver, Object key, Object otherwise) {
        if (receiver instanceof Data || !(receiver instanceof Map<?, ?> map)) {
            return InvokerHelper.invokeMethod(receiver, "get", new Object[] {key, otherwise});
        }
        try {
            return DefaultGroovyMethods.get((Map<Object, Object>) map, key, otherwise);
        } catch (UnsupportedOperationException unmodifiable) {
            return otherwise;
        }
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

    /** {@code left[key] = value} */
    public static Object putAt(Object left, Object key, Object value) {
        InvokerHelper.invokeMethod(left, "putAt", new Object[] {key, value});
        return value;
    }

    /** {@code left >> right} */
    public static Object rightShift(Object left, Object right) {
        return operator(left, "rightShift", right);
    }

    /** {@code left >>> right} */
    public static Object rightShiftUnsigned(Object left, Object right) {
        return operator(left, "rightShiftUnsigned", right);
    }

    /** {@code left ^ right} */
    public static Object xor(Object left, Object right) {
        return operator(left, "xor", right);
    }

    /** {@code -value} */
    public static Object negative(Object value) {
        return InvokerHelper.unaryMinus(value);
    }

    /** {@code +value} */
    public static Object positive(Object value) {
        return InvokerHelper.unaryPlus(value);
    }

    /** {@code ~value} */
    public static Object bitwiseNegate(Object value) {
        return InvokerHelper.bitwiseNegate(value);
    }

    /** What {@code value++} makes of the value, or {@code value--}: {@code next} or {@code previous}. */
    public static Object step(Object value, String method) {
        return InvokerHelper.invokeMethod(value, method, new Object[0]);
    }

    /** {@code whole[key]++} and its kin: what was there, or what is there afterwards. */
    public static Object step(Object whole, Object key, String method, boolean after) {
        Object was = getAt(whole, key);
        Object is = putAt(whole, key, step(was, method));
        return after ? is : was;
    }

    /** {@code whole.name++} and its kin: what was there, or what is there afterwards. */
    public static Object stepProperty(Object whole, String name, String method, boolean after) {
        Object was = InvokerHelper.getProperty(whole, name);
        Object is = step(was, method);
        InvokerHelper.setProperty(whole, name, is);
        return after ? is : was;
    }

    /** {@code whole[key] += value} and its kin. */
    public static Object change(Object whole, Object key, String method, Object value) {
        return putAt(whole, key, operator(getAt(whole, key), method, value));
    }

    /** The first of two values that were evaluated in this order. */
    public static Object first(Object value, Object next) {
        return value;
    }
}
