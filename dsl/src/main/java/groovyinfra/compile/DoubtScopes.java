package groovyinfra.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.classX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.declS;
import static org.codehaus.groovy.ast.tools.GeneralUtils.localVarX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.stmt;
import static org.codehaus.groovy.ast.tools.GeneralUtils.varX;

import groovyinfra.author.Doubts;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.SourceUnit;

/** Puts {@link Doubts} around the statements of deploy files and recipes that look at something and keep it to themselves. */
final class DoubtScopes extends ClassCodeVisitorSupport {
    private static final ClassNode DOUBTS = ClassHelper.make(Doubts.class);

    private final ModuleNode module;
    private final Names names;
    private int count;

    private DoubtScopes(ModuleNode module, Names names) {
        this.module = module;
        this.names = names;
    }

    static void add(ModuleNode module, Names names) {
        DoubtScopes visitor = new DoubtScopes(module, names);
        module.getClasses().stream()
                .filter(it -> it.isScript() || LibraryGetters.isLibrary(it, names))
                .forEach(visitor::visitClass);
    }

    @Override
    protected SourceUnit getSourceUnit() {
        return module.getContext();
    }

    @Override
    public void visitMethod(MethodNode method) {
        boolean operation = method.getAnnotations().stream()
                .anyMatch(it -> it.getClassNode().getNameWithoutPackage().equals("Operation"));
        if (!operation) {
            super.visitMethod(method);
        }
    }

    // The last statement may be the value of the block.
    @Override
    public void visitBlockStatement(BlockStatement block) {
        super.visitBlockStatement(block);
        List<Statement> statements = new ArrayList<>();
        List<Statement> before = block.getStatements();
        for (int i = 0; i < before.size(); i++) {
            Statement each = before.get(i);
            if (i < before.size() - 1 && Look.in(each) && Closed.is(each, names)) {
                VariableExpression begun = localVarX("doubts$" + count++, ClassHelper.int_TYPE);
                statements.add(declS(begun, at(each, callX(DOUBTS, "begin"))));
                statements.add(each);
                statements.add(stmt(at(each, end(begun))));
            } else {
                statements.add(each);
            }
        }
        before.clear();
        before.addAll(statements);
    }

    /** Not of this: a variable of the same name is not meant. */
    private static Expression end(VariableExpression begun) {
        MethodCallExpression call = callX(classX(DOUBTS), "end", args(varX(begun)));
        call.setImplicitThis(false);
        return call;
    }

    private static Expression at(Statement statement, Expression expression) {
        expression.setSourcePosition(statement);
        return expression;
    }

    /** Whether a statement asks for a fact, or for what a call has done. */
    private static final class Look extends CodeVisitorSupport {
        private boolean found;

        static boolean in(Statement statement) {
            Look look = new Look();
            statement.visit(look);
            return look.found;
        }

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            found |= "fact".equals(call.getMethodAsString()) || "facts".equals(call.getMethodAsString());
            super.visitMethodCallExpression(call);
        }

        @Override
        public void visitPropertyExpression(PropertyExpression property) {
            found |= "changed".equals(property.getPropertyAsString()) || "poll".equals(property.getPropertyAsString());
            super.visitPropertyExpression(property);
        }
    }
}
