"""The pages of one network's numbers: the figures, what stands behind them, the monthly report, one's own month.

They count nothing: every figure comes from `wksbm.portal.actions`.
"""
