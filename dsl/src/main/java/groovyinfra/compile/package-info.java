/**
 * From source to program: the loader and its cache, the transforms, the type-checking extension, compile problems.
 */
package groovyinfra.compile;
