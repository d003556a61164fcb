"""Fetching: name what will be read soon, so that the processor need not wait for it when it is.

Those of whom something is asked in a week lie far apart in memory. The waits for their records, one after the other, cost more
than what is reckoned with them; named beforehand for a batch of people they pass at the same time. Results never depend on it.
"""

from llvmlite import ir
from numba import config, types
from numba.core import cgutils
from numba.extending import intrinsic

READ, KEEP, DATA = 0, 3, 1  # LLVM's prefetch: to be read, to stay in all caches, no instructions


def _fetch(_, column, row):
    """Row `row` (int64) of a column (an array of one dimension or more) will be read soon."""
    if not (isinstance(column, types.Array) and isinstance(row, types.Integer)):
        return None

    def code(context, builder, signature, arguments):
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        step = cgutils.unpack_tuple(builder, array.strides)[0]
        start = builder.bitcast(array.data, ir.IntType(8).as_pointer())
        place = builder.gep(start, [builder.mul(arguments[1], step)])
        number = ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [place.type, number, number, number])
        prefetch = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        builder.call(prefetch, [place, number(READ), number(KEEP), number(DATA)])
        return context.get_dummy_value()

    return types.void(column, types.int64), code


fetch = (lambda column, row: None) if config.DISABLE_JIT else intrinsic(_fetch)
