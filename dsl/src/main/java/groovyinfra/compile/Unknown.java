package groovyinfra.compile;

import groovyinfra.author.DeployScript;
import groovyinfra.author.Library;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Variable;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingSupport;

/** Problems about names that nothing has: each with the nearest one that there is. */
record Unknown(SourceUnit source, Names names) {
    private static final ClassNode LIBRARY = ClassHelper.make(Library.class);

    private void report(ASTNode node, String summary, String detail, String attempt) {
        CompileProblem.at(node, summary, detail, attempt).report(source);
    }

    /** A name that stands alone. */
    void name(VariableExpression variable, ClassNode type) {
        Set<String> known = new LinkedHashSet<>(names.libraries().keySet());
        known.addAll(names.parameters().keySet());
        known.addAll(names.facts());
        known.addAll(properties(type));
        known.addAll(variables(type));
        String name = variable.getName();
        report(
                variable,
                "Name is unknown",
                "there is no variable or library '" + name + "'",
                Preparation.attempt(name, known, "Declare it with def, or put a library into lib/"));
    }

    /** A property that a value of a known type lacks. */
    void property(PropertyExpression property, ClassNode receiver) {
        String name = property.getPropertyAsString();
        ASTNode place = property.getProperty();
        if (receiver.isDerivedFrom(LIBRARY)) {
            List<String> operations = Declared.operations(receiver);
            String title = Declared.prefix(receiver) + "." + name;
            if (operations.contains(name)) {
                report(
                        place,
                        "Operation needs parentheses",
                        title + " is called with its arguments in parentheses",
                        "Write " + title + "(..)");
            } else {
                report(
                        place,
                        "Operation is unknown",
                        "there is no operation " + title,
                        Preparation.attempt(name, operations, "There are " + String.join(", ", operations)));
            }
            return;
        }
        report(
                place,
                "Property is unknown",
                a(receiver) + " has no '" + name + "'",
                Preparation.attempt(name, properties(receiver), "Correct the name"));
    }

    /** A method that a value of a known type lacks, or has for other arguments. */
    void method(ASTNode call, ClassNode receiver, String name) {
        ASTNode place = call instanceof MethodCallExpression expression ? expression.getMethod() : call;
        if (receiver.isDerivedFrom(LIBRARY) && !isThis(call)) {
            operation(place, receiver, name);
        } else if (isThis(call)) {
            statement(place, receiver, name);
        } else if (has(receiver, name)) {
            report(
                    place,
                    "Arguments do not fit",
                    a(receiver) + " has '" + name + "' for other arguments only",
                    "Correct the arguments");
        } else {
            report(
                    place,
                    "Method is unknown",
                    a(receiver) + " has no method '" + name + "'",
                    Preparation.attempt(name, methods(receiver), "Correct the name"));
        }
    }

    private static String a(ClassNode type) {
        String name = type.getName()
                .substring(
                        Math.max(type.getName().lastIndexOf('.'), type.getName().lastIndexOf('$')) + 1);
        return ("AEIOU".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    private static boolean isThis(ASTNode call) {
        return call instanceof MethodCallExpression expression && expression.isImplicitThis();
    }

    private void operation(ASTNode place, ClassNode library, String name) {
        String title = Declared.prefix(library) + "." + name;
        Declared.of(library, name)
                .ifPresentOrElse(
                        declared -> report(
                                place,
                                "Too many arguments",
                                title + " takes " + declared.positional() + " without a name, then named options",
                                "Write " + options(declared)),
                        () -> {
                            Set<String> known = new LinkedHashSet<>(Declared.operations(library));
                            known.addAll(written(library));
                            report(
                                    place,
                                    "Operation is unknown",
                                    "there is no operation " + title,
                                    Preparation.attempt(name, known, "There are " + String.join(", ", known)));
                        });
    }

    private static String options(Declared declared) {
        String subjects = String.join(
                ", ",
                declared.parameters().stream()
                        .limit(declared.positional())
                        .map(Declared.Parameter::name)
                        .toList());
        return declared.name() + "(" + subjects + ", option: value)";
    }

    private void statement(ASTNode place, ClassNode type, String name) {
        Set<String> known = new LinkedHashSet<>(names.global().keySet());
        known.addAll(written(type));
        known.addAll(methods(ClassHelper.make(type.isDerivedFrom(LIBRARY) ? Library.class : DeployScript.class)));
        if (known.contains(name)) {
            report(place, "Arguments do not fit", "'" + name + "' takes other arguments", "Correct the arguments");
        } else {
            report(
                    place,
                    "Operation is unknown",
                    "there is no operation or method '" + name + "'",
                    Preparation.attempt(name, known, "Declare a method, or put a library into lib/"));
        }
    }

    /** A process of the controller. */
    void execute(ASTNode call) {
        report(
                call instanceof MethodCallExpression expression ? expression.getMethod() : call,
                "Commands run through operations",
                "'execute' would start a process of the controller, in plan and in apply",
                "Use server.shell, inside local { } for the controller");
    }

    /** Whether the type has a method of this name, for whatever arguments. */
    boolean has(ClassNode type, String name) {
        return !type.getMethods(name).isEmpty()
                || methods(type).contains(name)
                || !StaticTypeCheckingSupport.findDGMMethodsForClassNode(
                                getClass().getClassLoader(), type, name)
                        .isEmpty();
    }

    private static Collection<String> written(ClassNode type) {
        return type.getMethods().stream()
                .filter(it -> it.getLineNumber() > 0)
                .map(MethodNode::getName)
                .filter(it -> !it.contains("$") && !it.equals("run"))
                .distinct()
                .toList();
    }

    private static Collection<String> methods(ClassNode type) {
        Set<String> names = new LinkedHashSet<>();
        for (ClassNode each = type; each != null && !ClassHelper.isObjectType(each); each = each.getSuperClass()) {
            each.getMethods().stream()
                    .filter(MethodNode::isPublic)
                    .map(MethodNode::getName)
                    .filter(it -> !it.contains("$"))
                    .forEach(names::add);
            for (ClassNode above : each.getAllInterfaces()) {
                above.getMethods().stream().map(MethodNode::getName).forEach(names::add);
            }
        }
        return names;
    }

    private static Collection<String> properties(ClassNode type) {
        Set<String> names = new LinkedHashSet<>();
        for (String method : methods(type)) {
            String property = method.replaceFirst("^(get|is)(?=[A-Z])", "");
            if (!property.equals(method)) {
                names.add(Character.toLowerCase(property.charAt(0)) + property.substring(1));
            }
        }
        if (type.isRecord()) {
            type.getFields().stream().filter(it -> !it.isStatic()).forEach(it -> names.add(it.getName()));
        }
        type.getProperties().forEach(it -> names.add(it.getName()));
        names.removeAll(List.of("metaClass", "class"));
        return names;
    }

    private static Collection<String> variables(ClassNode type) {
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
            public void visitForLoop(org.codehaus.groovy.ast.stmt.ForStatement loop) {
                if (loop.getValueVariable() != null) {
                    names.add(loop.getValueVariable().getName());
                }
                super.visitForLoop(loop);
            }
        };
        for (MethodNode method : type.getMethods()) {
            if (method.getCode() != null
                    && (method.getLineNumber() > 0 || method.getName().equals("run"))) {
                method.getCode().visit(visitor);
                for (Variable parameter : method.getParameters()) {
                    names.add(parameter.getName());
                }
            }
        }
        return names;
    }
}
