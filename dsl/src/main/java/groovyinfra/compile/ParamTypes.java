package groovyinfra.compile;

import java.util.Arrays;
import java.util.Set;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** The types that a parameter may have: those that a value of the command line can become. */
final class ParamTypes {
    private static final Set<String> SEVERAL =
            Set.of("java.util.List", "java.util.Set", "java.util.Collection", "java.lang.Iterable", "java.util.Map");
    private static final Set<String> ONE = Set.of(
            "java.lang.String",
            "java.lang.CharSequence",
            "java.lang.Boolean",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Number",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "java.time.Duration",
            "java.nio.file.Path",
            "groovyinfra.model.Command",
            "groovyinfra.model.Content",
            "groovyinfra.model.Mode",
            "groovyinfra.model.Secret");

    private ParamTypes() {}

    static boolean fits(ClassNode type) {
        if (SEVERAL.contains(type.getName())) {
            return type.getGenericsTypes() == null
                    || Arrays.stream(type.getGenericsTypes()).allMatch(it -> it.isWildcard() || fits(it.getType()));
        }
        return OpenTypes.open(type)
                || type.isEnum()
                || ONE.contains(ClassHelper.getWrapper(type).getName());
    }

    static CompileProblem problem(VariableExpression variable, ClassNode type) {
        return CompileProblem.at(
                variable,
                "Parameter of this type cannot be set",
                "'" + variable.getName() + "' is " + TypeWords.a(TypeWords.simple(type))
                        + ", which nothing from the command line can become",
                type.isArray()
                        ? "Write List<" + TypeWords.simple(ClassHelper.getWrapper(type.getComponentType())) + ">"
                        : "Declare it as String, boolean, int, long, BigDecimal, Duration, Path, Mode, Secret or an"
                                + " enum, or as a List, Set or Map of them");
    }
}
