package groovyinfra.compile

import static org.codehaus.groovy.ast.ClassHelper.OBJECT_TYPE
import static org.codehaus.groovy.ast.ClassHelper.int_TYPE
import static org.codehaus.groovy.ast.tools.GeneralUtils.*

import groovy.transform.CompileStatic
import java.lang.reflect.Modifier
import org.codehaus.groovy.ast.ASTNode
import org.codehaus.groovy.ast.ClassHelper
import org.codehaus.groovy.ast.ClassNode
import org.codehaus.groovy.ast.GenericsType
import org.codehaus.groovy.ast.MethodNode
import org.codehaus.groovy.ast.Parameter
import org.codehaus.groovy.ast.VariableScope
import org.codehaus.groovy.ast.expr.BinaryExpression
import org.codehaus.groovy.ast.expr.ClosureExpression
import org.codehaus.groovy.ast.expr.ClosureListExpression
import org.codehaus.groovy.ast.expr.DeclarationExpression
import org.codehaus.groovy.ast.expr.ElvisOperatorExpression
import org.codehaus.groovy.ast.expr.Expression
import org.codehaus.groovy.ast.expr.GStringExpression
import org.codehaus.groovy.ast.expr.MethodCallExpression
import org.codehaus.groovy.ast.expr.MethodPointerExpression
import org.codehaus.groovy.ast.expr.PostfixExpression
import org.codehaus.groovy.ast.expr.PrefixExpression
import org.codehaus.groovy.ast.expr.VariableExpression
import org.codehaus.groovy.ast.stmt.AssertStatement
import org.codehaus.groovy.ast.stmt.BlockStatement
import org.codehaus.groovy.ast.stmt.BreakStatement
import org.codehaus.groovy.ast.stmt.ContinueStatement
import org.codehaus.groovy.ast.stmt.DoWhileStatement
import org.codehaus.groovy.ast.stmt.EmptyStatement
import org.codehaus.groovy.ast.stmt.ForStatement
import org.codehaus.groovy.ast.stmt.Statement
import org.codehaus.groovy.ast.stmt.TryCatchStatement
import org.codehaus.groovy.ast.stmt.WhileStatement
import org.codehaus.groovy.ast.tools.GenericsUtils
import org.codehaus.groovy.syntax.Token
import org.codehaus.groovy.syntax.Types

/** Makes of a {@link Sketch} the classes that the parser makes of its {@link SketchSource}, which takes the parser much longer. */
@CompileStatic
class SketchTree {
    private static final Token ASSIGN = token(Types.ASSIGN)
    private static final GenericsType WHOLE = new GenericsType(ClassHelper.Integer_TYPE)
    private final String name
    private int line

    private SketchTree(String name) {
        this.name = name
    }

    static List<ClassNode> of(Sketch program, String name) {
        def tree = new SketchTree(name)
        def methods = program.parts.findAll { it.kind == 'method' }
        def files = program.parts.findAll { it.kind == 'file' }
        [tree.type(name, program[0], methods)] + files.collect { tree.type(name + it.word, it[0], []) }
    }

    private ClassNode type(String type, Sketch code, List<Sketch> methods) {
        def node = placed(new ClassNode(type, Modifier.PUBLIC, ClassHelper.make(TrialScript)))
        addMethod(node, 'run', OBJECT_TYPE, Parameter.EMPTY_ARRAY, body(code, nullX()))
        methods.each {
            def second = it.number == 1 ? call('num', constX(it.word), number(1)) : number(1)
            def parameters = params(param(int_TYPE, 'n'), param(int_TYPE, 'second', second))
            addMethod(node, it.word, int_TYPE, parameters, body(it[0], plusX(write(it[1]), varX('second'))))
        }
        node
    }

    private void addMethod(ClassNode type, String name, ClassNode result, Parameter[] parameters, Statement code) {
        type.addMethod(placed(new MethodNode(name, Modifier.PUBLIC, result, parameters, ClassNode.EMPTY_ARRAY, code)))
    }

    private BlockStatement body(Sketch it, Expression result = null) {
        scoped(statements(it) + (result == null ? [] as List<Statement> : [returnS(result)]))
    }

    private static BlockStatement scoped(List<Statement> statements) {
        new BlockStatement(statements, new VariableScope())
    }

    private List<Statement> statements(Sketch it) {
        line++
        def word = it.word
        switch (it.kind) {
            case 'block': return it.parts.collectMany { part -> statements(part) }
            case 'let': return [declS(varX(word, int_TYPE), write(it[0]))]
            case 'index':
                def map = GenericsUtils.makeClassSafeWithGenerics(ClassHelper.MAP_TYPE, WHOLE, WHOLE)
                return [declS(varX(word, map), mapX()), stmt(assignX(indexX(varX(word), write(it[0])), write(it[1])))]
            case 'assert': return [new AssertStatement(boolX(geX(write(it[0]), number(0)))) as Statement]
            case 'if': return [ifElseS(write(it[0]), body(it[1]), body(it[2])) as Statement]
            case 'forin': return [labelled(word, new ForStatement(param(int_TYPE, 'i' + word), write(it[0]), body(it[1])))]
            case 'forc': case 'while': case 'dowhile': return counted(it)
            case 'break': return [ifS(write(it[0]), new BreakStatement(word)) as Statement]
            case 'continue': return [ifS(write(it[0]), new ContinueStatement(word)) as Statement]
            case 'return': return [ifS(write(it[0]), leave(it)) as Statement]
            case 'throw': return [ifS(write(it[0]), throwS(ctorX(ClassHelper.make(TrialScript.Oops), args(constX(word))))) as Statement]
            case 'try': return [attempt(it) as Statement]
            case 'switch': return [choose(it)]
            case 'once': return [declS(varX(word, int_TYPE), call('whole', call('once', closure(body(it[0], write(it[1]))))))]
            case 'stored': return [declS(varX(word), closure(body(it[0], write(it[1])), 'n' + word))]
            case 'reference': return [declS(varX(word), method("m$it.number")), stmt(call(word, call('third', write(it[0]))))]
            case 'publish': return [ifS(call('flag', number(1 << it.number)), stmt(call('publish', constX(word)))) as Statement]
            case 'published':
                def taken = call('published', number(it.number.intdiv(10)), constX(word))
                return [ifS(call('flag', number(1 << it.number % 10)), stmt(taken)) as Statement]
            default: return [stmt(inPlace(it))]
        }
    }

    /** Calls that are statements of their own. */
    private Expression inPlace(Sketch it) {
        def word = it.word
        switch (it.kind) {
            case 'op': return call('op', constX(word))
            case 'boom': return call('boom', constX(word), number(it.number))
            case 'each': return on(write(it[0]), 'each', closure(body(it[1]), 'i' + word))
            case 'times': return on(call('small', write(it[0])), 'times', closure(body(it[1]), 'i' + word))
            case 'indexed': return on(write(it[0]), 'eachWithIndex', closure(body(it[1]), 'i' + word, 'j' + word))
            case 'chain':
                def kept = on(write(it[0]), 'findAll', closure(scoped([stmt(write(it[1]))]), 'i' + word))
                return on(kept, 'collect', closure(scoped([stmt(write(it[2]))]), 'i' + word))
            case 'on': return call('on', constX(word), closure(body(it[0])))
            case 'sudo': return call('sudo', closure(body(it[0])))
            case 'stored-call': return call(word, write(it[0]))
            case 'include': return call('include', constX(name + word))
            case 'references': return on(write(it[0]), 'each', method("m$it.number"))
            case 'ticks': return on(write(it[0]), 'each', method('tick'))
            default: return write(it)
        }
    }

    private List<Statement> counted(Sketch it) {
        def i = varX('i' + it.word)
        def declared = varX('i' + it.word, int_TYPE)
        if (it.kind == 'forc') {
            def begin = new DeclarationExpression(declared, ASSIGN, call('none', write(it[0])))
            def end = andX(ltX(i, number(it.number)), write(it[1]))
            def update = new BinaryExpression(i, token(Types.PLUS_EQUAL), plusX(number(1), call('none', write(it[2]))))
            def parts = new ClosureListExpression([begin, end, update] as List<Expression>)
            return [labelled(it.word, new ForStatement(ForStatement.FOR_LOOP_DUMMY, parts, body(it[3])))]
        }
        def next = token(Types.PLUS_PLUS)
        def loop = it.kind == 'while'
                ? new WhileStatement(boolX(andX(ltX(new PostfixExpression(i, next), number(it.number)), write(it[0]))), body(it[1]))
                : doing(it, ltX(new PrefixExpression(next, i), number(it.number)))
        [declS(declared, number(0)), labelled(it.word, loop)]
    }

    private Statement doing(Sketch it, Expression more) {
        def code = body(it[1])
        new DoWhileStatement(boolX(andX(more, write(it[0]))), code)
    }

    private Statement leave(Sketch it) {
        switch (it.word) {
            case 'finally': return stmt(call('op', constX('unreturned')))
            case 'method': return returnS(write(it[1]))
            case 'closure': return returnS(number(0))
            default: return returnS(nullX())
        }
    }

    private Statement attempt(Sketch it) {
        def attempt = new TryCatchStatement(body(it[0]), EmptyStatement.INSTANCE)
        if (it[1].kind != 'none') {
            attempt.addCatch(catchS(param(ClassHelper.make(TrialScript.Oops), it.word), body(it[1])))
        }
        if (it[2].kind != 'none') {
            attempt.finallyStatement = body(it[2])
        }
        attempt
    }

    private Statement choose(Sketch it) {
        List<Statement> leave = [new BreakStatement() as Statement]
        def asked = call('third', write(it[0]))
        def zero = caseS(number(0), scoped(statements(it[1]) + (it.number ? leave : [])))
        def one = caseS(number(1), scoped(statements(it[2]) + leave))
        switchS(asked, [zero, one], body(it[3]))
    }

    private Expression write(Sketch it) {
        def word = constX(it.word)
        switch (it.kind) {
            case 'num': return call('num', word, number(it.number))
            case 'literal': return number(it.number)
            case 'data': return call('data', word)
            case 'variable': return varX(it.word)
            case 'add': return call('plus', write(it[0]), write(it[1]))
            case 'sum': return plusX(write(it[0]), write(it[1]))
            case 'choice': return ternaryX(write(it[0]), write(it[1]), write(it[2]))
            case 'nest': return call('op', word, write(it[0]), write(it[1]))
            case 'named': return call('opts', mapX([mapEntryX('x', write(it[0])), mapEntryX('y', write(it[1]))]), word)
            case 'text':
                List<Expression> values = [call('small', write(it[0])), call('small', write(it[1]))]
                return call('text', new GStringExpression('', [constX("$it.word ".toString()), constX(' '), constX('')], values))
            case 'elvis': return new ElvisOperatorExpression(call('maybe', word, write(it[0])), write(it[1]))
            case 'safe':
                def poke = on(call('thing', word, number(it.number)), 'poke', constX('p' + it.word), write(it[0]))
                poke.safe = true
                return call('some', poke)
            case 'listed': return call('total', listX([write(it[0]), write(it[1])]))
            case 'mapped': return call('total', on(mapX([mapEntryX('a', write(it[0])), mapEntryX('b', write(it[1]))]), 'values'))
            case 'call':
                def first = call('third', write(it[0]))
                return it.parts.size() > 1 ? call(it.word, first, write(it[1])) : call(it.word, first)
            case 'recurse': return ternaryX(gtX(varX('n'), number(0)), call(it.word, minusX(varX('n'), number(1))), number(0))
            case 'arrow': return arrow(it)
            case 'yes': return call('yes', word, number(it.number))
            case 'flag': return call('flag', number(it.number))
            case 'not': return notX(write(it[0]))
            case 'and': return andX(write(it[0]), write(it[1]))
            case 'or': return orX(write(it[0]), write(it[1]))
            case 'less': return call('less', write(it[0]), write(it[1]))
            case 'xs': return call('xs', word)
            case 'list': return call('list', word, constX(it[0].word))
            default: throw new IllegalArgumentException(it.kind)
        }
    }

    /** A switch that is a value is a closure that is called at once. */
    private Expression arrow(Sketch it) {
        def asked = call('even', write(it[0]))
        def zero = caseS(number(0), scoped([returnS(write(it[1]))]))
        def others = scoped([returnS(write(it[2]))])
        call('whole', on(closure(scoped([switchS(asked, [zero], others) as Statement])), 'call'))
    }

    private MethodCallExpression call(String method, Expression... arguments) {
        placed(new MethodCallExpression(VariableExpression.THIS_EXPRESSION, method, args(arguments)))
    }

    private MethodCallExpression on(Expression object, String method, Expression... arguments) {
        def call = placed(new MethodCallExpression(object, method, args(arguments)))
        call.implicitThis = false
        call
    }

    private static Expression method(String name) {
        new MethodPointerExpression(varX('this'), constX(name))
    }

    private ClosureExpression closure(Statement code, String... parameters) {
        def all = parameters.length == 0 ? null : parameters.collect { param(int_TYPE, it) } as Parameter[]
        placed(closureX(all, code))
    }

    private Statement labelled(String label, Statement loop) {
        loop.addStatementLabel(label)
        placed(loop)
    }

    private static Expression number(int value) {
        constX(value, true)
    }

    private static Token token(int type) {
        Token.newSymbol(type, -1, -1)
    }

    /** Every statement has a line of its own. */
    private <N extends ASTNode> N placed(N node) {
        line = Math.max(1, line)
        node.lineNumber = line
        node.columnNumber = 1
        node.lastLineNumber = line
        node.lastColumnNumber = 2
        node
    }
}
