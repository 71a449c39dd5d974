package groovyinfra.compile;

import groovyinfra.model.Fact;
import java.util.List;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ConstructorNode;
import org.codehaus.groovy.ast.GenericsType;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.tools.GenericsUtils;
import org.codehaus.groovy.control.SourceUnit;

/** What {@code fact(Type, arguments)} gives and takes. */
record FactTypes(SourceUnit source, OperationCheck values) {
    private static final ClassNode FACT = ClassHelper.make(Fact.class);

    /** The shape of a fact's answer. */
    static ClassNode answer(ClassNode fact) {
        if (!fact.implementsInterface(FACT)) {
            return ClassHelper.OBJECT_TYPE;
        }
        GenericsType[] shape = GenericsUtils.parameterizeType(fact, FACT).getGenericsTypes();
        return shape == null || shape.length == 0 || shape[0].isPlaceholder()
                ? ClassHelper.OBJECT_TYPE
                : shape[0].getType();
    }

    /** Reports a class that is no fact, and a wrong number of arguments. */
    void check(ClassExpression fact, List<Expression> arguments) {
        ClassNode type = fact.getType();
        if (!type.implementsInterface(FACT)) {
            CompileProblem.at(
                            fact,
                            "Not a fact",
                            type.getNameWithoutPackage() + " does not implement Fact",
                            "Name a fact")
                    .report(source);
            return;
        }
        List<ConstructorNode> declared = type.getDeclaredConstructors();
        List<ConstructorNode> constructors = declared.stream()
                .filter(it -> declared.size() == 1 || !isNamed(it))
                .toList();
        if (!constructors.isEmpty()
                && constructors.stream().noneMatch(it -> it.getParameters().length == arguments.size())) {
            int wanted = constructors.stream()
                    .mapToInt(it -> it.getParameters().length)
                    .max()
                    .orElse(0);
            CompileProblem.at(
                            fact,
                            "Fact has other arguments",
                            type.getNameWithoutPackage() + " takes " + wanted + ", given are " + arguments.size(),
                            wanted == 0 ? "Leave them out" : "Give " + wanted + " after the name of the fact")
                    .report(source);
            return;
        }
        constructors.stream()
                .filter(it -> it.getParameters().length == arguments.size())
                .findFirst()
                .ifPresent(it -> values(type, it, arguments));
    }

    /** Groovy gives each record a second constructor, for named components. */
    private static boolean isNamed(ConstructorNode constructor) {
        return constructor.getParameters().length == 1
                && constructor.getParameters()[0].getType().equals(ClassHelper.MAP_TYPE);
    }

    private void values(ClassNode type, ConstructorNode constructor, List<Expression> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            Parameter parameter = constructor.getParameters()[i];
            values.argument(
                    arguments.get(i),
                    new Declared.Parameter(parameter.getName(), parameter.getType(), true),
                    type.getNameWithoutPackage());
        }
    }
}
