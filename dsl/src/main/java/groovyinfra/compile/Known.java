package groovyinfra.compile;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Variable;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.stmt.ForStatement;

/** The names that a type has, to find the one that was meant. */
final class Known {
    private Known() {}

    /** Methods that stand in the source of the type. */
    static Collection<String> written(ClassNode type) {
        return type.getMethods().stream()
                .filter(it -> it.getLineNumber() > 0)
                .map(MethodNode::getName)
                .filter(it -> !it.contains("$") && !it.equals("run"))
                .distinct()
                .toList();
    }

    /** Methods that can be called. */
    static Collection<String> methods(ClassNode type) {
        return methods(type, method -> true);
    }

    private static Collection<String> methods(ClassNode type, Predicate<MethodNode> which) {
        Set<String> names = new LinkedHashSet<>();
        for (ClassNode each = type; each != null && !ClassHelper.isObjectType(each); each = each.getSuperClass()) {
            each.getMethods().stream()
                    .filter(MethodNode::isPublic)
                    .filter(which)
                    .map(MethodNode::getName)
                    .filter(it -> !it.contains("$"))
                    .forEach(names::add);
            for (ClassNode above : each.getAllInterfaces()) {
                above.getMethods().stream()
                        .filter(which)
                        .map(MethodNode::getName)
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** Methods that read or write no property, in the order of their names. */
    static Collection<String> actions(ClassNode type) {
        Set<String> names = new TreeSet<>(methods(type, it -> !it.isStatic()));
        names.removeIf(it -> it.matches("(get|is|set)[A-Z].*")
                || !ClassHelper.OBJECT_TYPE.getMethods(it).isEmpty()
                || !ClassHelper.GROOVY_OBJECT_TYPE.getMethods(it).isEmpty());
        return names;
    }

    /** Properties that a type gives to values of another one, to which its static methods belong. */
    static Collection<String> extensions(ClassNode type) {
        return read(methods(type, it -> it.isStatic() && it.getParameters().length == 1));
    }

    private static Set<String> read(Collection<String> methods) {
        Set<String> names = new LinkedHashSet<>();
        for (String method : methods) {
            String property = method.replaceFirst("^(get|is)(?=[A-Z])", "");
            if (!property.equals(method)) {
                names.add(Character.toLowerCase(property.charAt(0)) + property.substring(1));
            }
        }
        return names;
    }

    /** Properties that can be read. */
    static Collection<String> properties(ClassNode type) {
        Set<String> names = read(methods(type, it -> it.getParameters().length == 0));
        if (type.isRecord()) {
            type.getFields().stream()
                    .filter(it -> !it.isStatic() && !it.getName().contains("$"))
                    .forEach(it -> names.add(it.getName()));
        }
        type.getProperties().forEach(it -> names.add(it.getName()));
        names.removeAll(List.of("metaClass", "class"));
        return names;
    }

    /** Variables that the code of the type declares, wherever. */
    static Collection<String> variables(ClassNode type) {
        return type.getMethods().stream()
                .filter(it -> it.getLineNumber() > 0 || it.getName().equals("run"))
                .flatMap(it -> variables(it).stream())
                .distinct()
                .toList();
    }

    /** Variables that a method declares, wherever in it. */
    static Collection<String> variables(MethodNode method) {
        Set<String> names = new LinkedHashSet<>();
        CodeVisitorSupport visitor = new CodeVisitorSupport() {
            @Override
            public void visitDeclarationExpression(DeclarationExpression declaration) {
                if (declaration.getLeftExpression() instanceof Variable variable) {
                    names.add(variable.getName());
                }
                super.visitDeclarationExpression(declaration);
            }

            @Override
            public void visitClosureExpression(ClosureExpression closure) {
                if (closure.isParameterSpecified()) {
                    for (Variable parameter : closure.getParameters()) {
                        names.add(parameter.getName());
                    }
                }
                super.visitClosureExpression(closure);
            }

            @Override
            public void visitForLoop(ForStatement loop) {
                if (loop.getValueVariable() != null) {
                    names.add(loop.getValueVariable().getName());
                }
                super.visitForLoop(loop);
            }
        };
        if (method.getCode() != null) {
            method.getCode().visit(visitor);
            for (Variable parameter : method.getParameters()) {
                names.add(parameter.getName());
            }
        }
        return names;
    }
}
