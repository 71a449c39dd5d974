package groovyinfra.inventory;

import groovyinfra.model.Numeral;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * What an unquoted word of YAML means, by the core schema of YAML 1.2: {@code NO} and {@code 1:30} are text, {@code 0644} is a
 * number that still knows its zero.
 */
final class Scalars {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern BASED = Pattern.compile("0o[0-7]+|0x[0-9a-fA-F]+");

    private Scalars() {}

    /** A string, a number, a boolean or null. */
    static Object of(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
            case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
            case ".nan", ".NaN", ".NAN" -> Double.NaN;
            default -> NUMBER.matcher(text).matches() || BASED.matcher(text).matches() ? number(text) : text;
        };
    }

    /** A number whose own notation is another one remembers how it was written. */
    private static Object number(String text) {
        Number value;
        try {
            value = value(text);
        } catch (NumberFormatException beyondNumbers) {
            return text;
        }
        return value.toString().equals(text) ? value : new Numeral(new BigDecimal(value.toString()), text);
    }

    private static Number value(String text) {
        if (text.startsWith("0x") || text.startsWith("0o")) {
            return narrow(new BigInteger(text.substring(2), text.charAt(1) == 'x' ? 16 : 8));
        }
        return WHOLE.matcher(text).matches() ? narrow(new BigInteger(text)) : new BigDecimal(text);
    }

    private static Number narrow(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }
}
