package groovyinfra.compile;

import java.util.Locale;
import org.codehaus.groovy.ast.ClassNode;

/** Types in the words of people who write deploy files. */
final class TypeWords {
    private TypeWords() {}

    /** What is wanted. */
    static String wanted(ClassNode type) {
        return switch (simple(type)) {
            case "String", "CharSequence" -> "text";
            case "Boolean" -> "true or false";
            case "Integer", "Long" -> "a whole number";
            case "Predicate" -> "a closure";
            case "Sudo", "Su", "Doas" -> "true or a user";
            case "Content" -> "text or a secret";
            case "Duration" -> "a time such as 30.s";
            case "Map", "Secret", "Path" -> "a " + simple(type).toLowerCase(Locale.ROOT);
            default -> a(simple(type));
        };
    }

    /** The name of a type in a sentence. */
    static String a(String name) {
        return ("AEIOUaeio".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    /** Its name alone. */
    static String simple(ClassNode type) {
        if (type.isArray()) {
            return simple(type.getComponentType()) + "[]";
        }
        return type.getName()
                .substring(
                        Math.max(type.getName().lastIndexOf('.'), type.getName().lastIndexOf('$')) + 1);
    }

    /** What was found. */
    static String found(ClassNode type) {
        return switch (simple(type)) {
            case "String", "GString", "GStringImpl" -> "text";
            case "Integer", "Long", "BigDecimal", "BigInteger", "Double" -> "a number";
            case "Boolean" -> "true or false";
            case "List", "ArrayList" -> "a list";
            case "Map", "LinkedHashMap", "HashMap" -> "a map";
            default -> a(simple(type));
        };
    }

    /** What to write. */
    static String example(ClassNode type) {
        return switch (simple(type)) {
            case "String", "CharSequence", "Content" -> "text in quotes";
            case "Boolean" -> "true or false, without quotes";
            case "Integer", "Long" -> "a number, without quotes";
            case "Duration" -> "a duration such as 30.s or 5.min";
            case "Predicate" -> "a closure such as { it.exitCode == 0 }";
            case "Map" -> "a map: [name: value]";
            case "Sudo", "Su", "Doas" -> "true, or the name of a user in quotes";
            default -> a(simple(type));
        };
    }
}
