package groovyinfra.compile;

import groovyinfra.author.Library;
import groovyinfra.model.Mode;
import groovyinfra.model.Option;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingSupport;

/** What a method must be like to be an operation. */
final class OperationRules {
    private OperationRules() {}

    /** Whether the method can be made an operation, for its calls to be checked; tells all that is wrong with it. */
    static boolean accepted(MethodNode method, SourceUnit source) {
        List<CompileProblem> problems = new ArrayList<>();
        ClassNode library = method.getDeclaringClass();
        if (!library.isDerivedFrom(ClassHelper.make(Library.class))) {
            problems.add(CompileProblem.at(
                    method,
                    "Operation outside a library",
                    "'" + method.getName() + "' is in "
                            + (library.isScript() ? "a deploy file" : library.getNameWithoutPackage())
                            + ", which is no library",
                    library.isScript()
                            ? "Put it into a class of lib/ that extends Library"
                            : "Write class " + library.getNameWithoutPackage() + " extends Library"));
        }
        if (library.getMethods(method.getName() + OperationTransform.BODY).stream()
                .anyMatch(it -> it.getDeclaringClass().equals(library))) {
            problems.add(CompileProblem.at(
                    method,
                    "Operation declared twice",
                    "'" + method.getName() + "' has more than one method marked @Operation",
                    "Give one of them another name"));
        }
        boolean accepted = problems.isEmpty();
        if (!ClassHelper.isPrimitiveVoid(method.getReturnType()) && !method.isDynamicReturnType()) {
            problems.add(CompileProblem.at(
                    method,
                    "Operation returns a value",
                    "'" + method.getName() + "' returns "
                            + method.getReturnType().toString(false),
                    "Write void: a call gives back what it did"));
        }
        reserved(method, problems);
        problems.forEach(problem -> problem.report(source));
        defaults(method, source);
        return accepted;
    }

    private static void reserved(MethodNode method, List<CompileProblem> problems) {
        Parameter[] parameters = method.getParameters();
        for (int i = 1; i < parameters.length; i++) {
            String name = parameters[i].getName();
            if (Option.named(name).isPresent()) {
                problems.add(CompileProblem.at(
                        parameters[i],
                        "Option name is reserved",
                        "every call has an option '" + name + "'; an operation cannot declare its own",
                        "Rename the parameter '" + name + "' of '" + method.getName() + "'"));
            }
        }
    }

    /** What stands beside a parameter is Groovy's, not converted as what a call gives. */
    private static void defaults(MethodNode method, SourceUnit source) {
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getInitialExpression() instanceof ConstantExpression literal
                    && !StaticTypeCheckingSupport.checkCompatibleAssignmentTypes(
                            parameter.getType(), literal.getType(), literal)) {
                CompileProblem.at(
                                literal,
                                "Value has the wrong type",
                                "'" + parameter.getName() + "' of '" + method.getName() + "' wants "
                                        + TypeWords.wanted(parameter.getType()) + ", not "
                                        + TypeWords.found(literal.getType()),
                                "Write " + example(parameter.getType(), literal))
                        .report(source);
            }
        }
    }

    private static String example(ClassNode type, ConstantExpression literal) {
        return type.equals(ClassHelper.make(Mode.class))
                ? "Mode.of('" + literal.getText() + "')"
                : TypeWords.example(ClassHelper.getWrapper(type));
    }
}
