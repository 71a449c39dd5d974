package groovyinfra.compile;

import groovyinfra.author.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;

/**
 * An operation as the compiler knows it, from the same source or from a class file.
 *
 * @param name as deploy files call it
 * @param positional how many arguments may be given without a name
 * @param background whether it may go on by itself
 */
record Declared(String name, List<Parameter> parameters, int positional, boolean background) {
    private static final ClassNode ANNOTATION = ClassHelper.make(groovyinfra.author.Declared.class);

    /** One parameter. */
    record Parameter(String name, ClassNode type, boolean required) {}

    /** The operation of this name, where the library declares one. */
    static Optional<Declared> of(ClassNode library, String name) {
        return library.getMethods(name + OperationTransform.BODY).stream()
                .filter(it -> !it.getAnnotations(ANNOTATION).isEmpty())
                .findFirst()
                .map(it -> of(library, name, it));
    }

    private static Declared of(ClassNode library, String name, MethodNode body) {
        AnnotationNode annotation = body.getAnnotations(ANNOTATION).getFirst();
        List<String> names = texts(annotation.getMember("parameters"));
        List<String> defaults = texts(annotation.getMember("defaults"));
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            parameters.add(new Parameter(
                    names.get(i),
                    body.getParameters()[i].getType(),
                    defaults.get(i).isEmpty()));
        }
        int required = (int) parameters.stream().takeWhile(Parameter::required).count();
        String prefix = global(library) ? "" : prefix(library) + ".";
        boolean background =
                annotation.getMember("background") instanceof ConstantExpression value && value.isTrueExpression();
        return new Declared(prefix + name, parameters, Math.max(required, Math.min(1, parameters.size())), background);
    }

    private static boolean global(ClassNode library) {
        return library.getAnnotations().stream()
                .anyMatch(it -> it.getClassNode().getNameWithoutPackage().equals("Global"));
    }

    /** The library's name in deploy files. */
    static String prefix(ClassNode library) {
        String simple = library.getNameWithoutPackage();
        return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
    }

    private static List<String> texts(Expression member) {
        Stream<Expression> each =
                member instanceof ListExpression list ? list.getExpressions().stream() : Stream.ofNullable(member);
        return each.map(Expression::getText).toList();
    }

    /** The names of a library's operations. */
    static List<String> operations(ClassNode library) {
        List<String> names = new ArrayList<>();
        for (ClassNode type = library;
                type != null && !type.getName().equals(Library.class.getName());
                type = type.getSuperClass()) {
            type.getMethods().stream()
                    .filter(it -> it.getName().endsWith(OperationTransform.BODY))
                    .map(it -> it.getName().substring(0, it.getName().length() - OperationTransform.BODY.length()))
                    .forEach(names::add);
        }
        return names;
    }
}
