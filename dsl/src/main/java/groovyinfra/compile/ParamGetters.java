package groovyinfra.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.block;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callSuperX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callThisX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.castX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.constX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.ifS;
import static org.codehaus.groovy.ast.tools.GeneralUtils.param;
import static org.codehaus.groovy.ast.tools.GeneralUtils.params;
import static org.codehaus.groovy.ast.tools.GeneralUtils.returnS;
import static org.codehaus.groovy.ast.tools.GeneralUtils.varX;

import groovyinfra.author.DeployScript;
import groovyinfra.author.Param;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.groovy.ast.tools.AnnotatedNodeUtils;
import org.codehaus.groovy.ast.AnnotationNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GenericsType;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.SourceUnit;

/**
 * Turns {@code @Param String version = '1.4'} into a getter that asks the program for the value, and a default that is evaluated
 * when it is needed. The getter is there in all files of the program.
 */
final class ParamGetters {
    /** What reads like a variable in every deploy file. */
    private static final Collection<String> STATEMENTS = Known.properties(ClassHelper.make(DeployScript.class));

    private final Names names;
    private final List<Image.DeclaredParam> found;

    ParamGetters(Names names, List<Image.DeclaredParam> found) {
        this.names = names;
        this.found = found;
    }

    /** Takes the parameters out of the statements of a file. */
    void declare(ModuleNode module) {
        ClassNode script = script(module);
        if (script.getDeclaredMethod("run", Parameter.EMPTY_ARRAY).getCode() instanceof BlockStatement block) {
            Iterator<Statement> statements = block.getStatements().iterator();
            while (statements.hasNext()) {
                Statement statement = statements.next();
                Optional<DeclarationExpression> declaration = declaration(statement);
                if (declaration.isPresent()) {
                    statements.remove();
                    declare(module, script, declaration.get());
                }
            }
        }
    }

    private static Optional<DeclarationExpression> declaration(Statement statement) {
        return statement instanceof ExpressionStatement simple
                        && simple.getExpression() instanceof DeclarationExpression declaration
                        && isParameter(declaration)
                ? Optional.of(declaration)
                : Optional.empty();
    }

    /** Whether a declaration has the annotation; once parameters are taken out, one that has it stands in the wrong place. */
    static boolean isParameter(DeclarationExpression declaration) {
        return annotation(declaration).isPresent();
    }

    private static Optional<AnnotationNode> annotation(DeclarationExpression declaration) {
        return declaration.getAnnotations().stream()
                .filter(it -> it.getClassNode().getName().equals("Param")
                        || it.getClassNode().getName().equals(Param.class.getName()))
                .findFirst();
    }

    private void declare(ModuleNode module, ClassNode script, DeclarationExpression declaration) {
        Optional<CompileProblem> problem = problem(module, declaration);
        if (problem.isPresent()) {
            problem.get().report(module.getContext());
            return;
        }
        VariableExpression variable = declaration.getVariableExpression();
        String name = variable.getName();
        Expression value = declaration.getRightExpression();
        boolean required = value instanceof EmptyExpression;
        if (!required) {
            addDefault(script, name, value);
        }
        script.putNodeMetaData(typeOf(name), variable);
        if (names.parameters().putIfAbsent(name, variable.getOriginType()) != null) {
            return;
        }
        found.add(new Image.DeclaredParam(
                script.getName(),
                name,
                typeText(variable),
                description(annotation(declaration).orElseThrow()),
                required ? "" : SourceText.of(value, module.getContext()),
                module.getContext().getName(),
                variable.getLineNumber(),
                variable.getColumnNumber()));
    }

    private Optional<CompileProblem> problem(ModuleNode module, DeclarationExpression declaration) {
        if (declaration.isMultipleAssignmentDeclaration()) {
            return Optional.of(CompileProblem.at(
                    declaration,
                    "Parameters stand alone",
                    "@Param declares one variable",
                    "Declare one after another"));
        }
        Optional<CompileProblem> member = member(annotation(declaration).orElseThrow());
        if (member.isPresent()) {
            return member;
        }
        VariableExpression variable = declaration.getVariableExpression();
        String name = variable.getName();
        Optional<CompileProblem> other = found.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .flatMap(it -> twice(it, module, variable));
        if (other.isPresent()) {
            return other;
        } else if (names.libraries().containsKey(name)) {
            return Optional.of(Shadows.problem(variable, name, "library"));
        }
        return STATEMENTS.contains(name) ? Optional.of(Shadows.problem(variable, name, "statement")) : Optional.empty();
    }

    private static Optional<CompileProblem> member(AnnotationNode annotation) {
        return annotation.getMembers().entrySet().stream()
                .filter(it -> !it.getKey().equals("description"))
                .findFirst()
                .map(it -> CompileProblem.at(
                        it.getValue(),
                        "Option is unknown",
                        "@Param has no '" + it.getKey() + "'",
                        "Did you mean 'description'?"));
    }

    /** Files of one run may share a parameter. */
    private static Optional<CompileProblem> twice(
            Image.DeclaredParam first, ModuleNode module, VariableExpression variable) {
        boolean sameFile = first.file().equals(module.getContext().getName());
        if (!sameFile && first.type().equals(typeText(variable))) {
            return Optional.empty();
        }
        return Optional.of(CompileProblem.at(
                variable,
                "Parameter declared twice",
                "'" + first.name() + "' is declared in " + first.file() + ":" + first.line() + " already"
                        + (sameFile ? "" : ", as " + first.type()),
                sameFile ? "Remove one of them" : "Give both the same type, or one of them another name"));
    }

    private static String typeText(VariableExpression variable) {
        return variable.isDynamicTyped() ? "Object" : variable.getOriginType().toString(false);
    }

    private static String description(AnnotationNode annotation) {
        return annotation.getMember("description") instanceof ConstantExpression text ? text.getText() : "";
    }

    private static void addDefault(ClassNode script, String name, Expression value) {
        Parameter[] asked = params(param(ClassHelper.STRING_TYPE, "parameter$"));
        MethodNode defaults = script.getDeclaredMethod("defaultOf", asked);
        if (defaults == null) {
            Statement above = returnS(callSuperX("defaultOf", args(asked)));
            defaults = new MethodNode(
                    "defaultOf", Modifier.PUBLIC, ClassHelper.OBJECT_TYPE, asked, ClassNode.EMPTY_ARRAY, block(above));
            script.addMethod(defaults);
            AnnotatedNodeUtils.markAsGenerated(script, defaults);
        }
        Expression same = callX(varX("parameter$", ClassHelper.STRING_TYPE), "equals", args(constX(name)));
        Statement given = returnS(value);
        given.putNodeMetaData(Param.class, name);
        ((BlockStatement) defaults.getCode()).getStatements().addFirst(ifS(same, given));
    }

    /** The parameter that this statement gives the default of; nothing for any other statement. */
    static Optional<Declared.Parameter> ofDefault(Statement statement, ClassNode script) {
        return Optional.ofNullable(statement.<String>getNodeMetaData(Param.class))
                .map(name -> new Declared.Parameter(
                        name,
                        script.getMethod(getter(name), Parameter.EMPTY_ARRAY).getReturnType(),
                        false))
                .filter(it -> ParamTypes.fits(it.type()));
    }

    private static String typeOf(String name) {
        return "type of " + name;
    }

    /** Reports the type of the parameter that a method is the getter of, where its file declares one that nothing can become. */
    static void checkType(MethodNode method, SourceUnit source) {
        Optional.ofNullable(method.<String>getNodeMetaData(ParamGetters.class))
                .map(name -> method.getDeclaringClass().<VariableExpression>getNodeMetaData(typeOf(name)))
                .filter(it -> !ParamTypes.fits(method.getReturnType()))
                .ifPresent(it -> ParamTypes.problem(it, method.getReturnType()).report(source));
    }

    private static String getter(String name) {
        return "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** Makes all parameters of the program visible in a file. */
    void share(ModuleNode module) {
        ClassNode script = script(module);
        for (Map.Entry<String, ClassNode> parameter : names.parameters().entrySet()) {
            String name = parameter.getKey();
            boolean here = found.stream()
                    .anyMatch(it -> it.name().equals(name)
                            && it.file().equals(module.getContext().getName()));
            ClassNode type = fresh(parameter.getValue(), here);
            Expression value = callThisX("parameter", args(constX(name)));
            MethodNode getter = new MethodNode(
                    getter(name),
                    Modifier.PUBLIC,
                    type,
                    Parameter.EMPTY_ARRAY,
                    ClassNode.EMPTY_ARRAY,
                    block(returnS(ClassHelper.isObjectType(type) ? value : castX(fresh(type, false), value))));
            getter.putNodeMetaData(ParamGetters.class, name);
            script.addMethod(getter);
            AnnotatedNodeUtils.markAsGenerated(script, getter);
        }
    }

    /**
     * The type once more, for the other file to resolve by its own imports.
     *
     * @param here whether that is the file which declares it, where a type that is unknown is reported
     */
    private static ClassNode fresh(ClassNode type, boolean here) {
        if (type.isArray()) {
            return fresh(type.getComponentType(), here).makeArray();
        }
        if (ClassHelper.isPrimitiveType(type) || (type.isResolved() && type.getGenericsTypes() == null)) {
            return type;
        }
        ClassNode copy = ClassHelper.makeWithoutCaching(type.getName());
        if (here) {
            copy.setSourcePosition(type);
        }
        if (type.getGenericsTypes() != null) {
            GenericsType[] inner = new GenericsType[type.getGenericsTypes().length];
            for (int i = 0; i < inner.length; i++) {
                inner[i] = new GenericsType(fresh(type.getGenericsTypes()[i].getType(), here));
            }
            copy.setGenericsTypes(inner);
        }
        return copy;
    }

    private static ClassNode script(ModuleNode module) {
        return module.getClasses().stream()
                .filter(ClassNode::isScript)
                .findFirst()
                .orElseThrow();
    }
}
