package groovyinfra.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.castX;

import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.control.SourceUnit;

/**
 * Names of a deploy file that would hide a library or a parameter. Of what has such a name nobody knows the type from then on:
 * what follows from the one mistake is no mistake of its own.
 */
final class Shadows extends ClassCodeVisitorSupport {
    private final ModuleNode module;
    private final Names names;

    Shadows(ModuleNode module, Names names) {
        this.module = module;
        this.names = names;
    }

    void check() {
        module.getClasses().forEach(this::visitClass);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return module.getContext();
    }

    @Override
    public void visitMethod(MethodNode method) {
        shadows(method, method.getName(), names.libraries().containsKey(method.getName()));
        for (Parameter parameter : method.getParameters()) {
            shadows(parameter);
        }
        super.visitMethod(method);
    }

    @Override
    public void visitClosureExpression(ClosureExpression closure) {
        if (closure.isParameterSpecified()) {
            for (Parameter parameter : closure.getParameters()) {
                shadows(parameter);
            }
        }
        super.visitClosureExpression(closure);
    }

    @Override
    public void visitForLoop(ForStatement loop) {
        Parameter variable = loop.getValueVariable();
        if (variable != null) {
            shadows(variable);
        }
        super.visitForLoop(loop);
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        List<Expression> variables = declaration.isMultipleAssignmentDeclaration()
                ? declaration.getTupleExpression().getExpressions()
                : List.of(declaration.getLeftExpression());
        for (Expression variable : variables) {
            if (variable instanceof VariableExpression named && isKnown(named.getName())) {
                shadows(named, named.getName(), true);
                if (!declaration.isMultipleAssignmentDeclaration()) {
                    open(declaration, named.getName());
                }
            }
        }
        super.visitDeclarationExpression(declaration);
    }

    private void shadows(Parameter parameter) {
        if (isKnown(parameter.getName())) {
            shadows(parameter, parameter.getName(), true);
            parameter.setType(ClassHelper.OBJECT_TYPE);
        }
    }

    private static void open(DeclarationExpression declaration, String name) {
        VariableExpression variable = new VariableExpression(name, ClassHelper.OBJECT_TYPE);
        variable.setSourcePosition(declaration.getLeftExpression());
        declaration.setLeftExpression(variable);
        if (!(declaration.getRightExpression() instanceof EmptyExpression)) {
            declaration.setRightExpression(castX(ClassHelper.OBJECT_TYPE, declaration.getRightExpression()));
        }
    }

    private boolean isKnown(String name) {
        return names.libraries().containsKey(name) || isParameter(name);
    }

    /** Libraries do not see parameters. */
    private boolean isParameter(String name) {
        return names.parameters().containsKey(name)
                && Preparation.source(module).script();
    }

    private void shadows(ASTNode node, String name, boolean known) {
        if (known && node.getLineNumber() > 0) {
            problem(node, name, isParameter(name) ? "parameter" : "library").report(getSourceUnit());
        }
    }

    /** The problem of a name. */
    static CompileProblem problem(ASTNode node, String name, String what) {
        return CompileProblem.at(
                node,
                "Name shadows a " + what,
                "'" + name + "' would hide the " + what + " '" + name + "'",
                "Choose another name");
    }
}
