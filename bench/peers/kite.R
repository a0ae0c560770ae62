# Solve cut-offs with KITE, the Kiel Institute's trade model in R, and time its solver.
#
#   Rscript bench/peers/kite.R KITE_FOLDER WORLD_FOLDER TOLERANCE
#
# KITE_FOLDER is a checkout of julianhinz/KITE; it needs the packages data.table and cli.
# WORLD_FOLDER holds one CSV a variable, as bench/judge.py writes them, and cuts.csv.
# Reading and reshaping are not timed. Writes wages.csv: cut, country, wage, price, cpu.

suppressPackageStartupMessages({
  library(data.table)
  library(cli)
})
given <- commandArgs(trailingOnly = TRUE)
for (file in list.files(file.path(given[1], "R"), full.names = TRUE)) source(file)
read <- function(name) fread(file.path(given[2], paste0(name, ".csv")))
variables <- c(
  "trade_share", "factor_share", "intermediate_share", "consumption_share",
  "trade_elasticity", "value_added", "trade_balance", "tariff"
)
world <- setNames(lapply(variables, read), variables)
# `input$ntb` would find `ntb_new` if it were left out, and see no change.
world$ntb <- copy(world$trade_share)
world$ntb[, value := 1]
settings <- list(
  verbose = 0L, tolerance = as.numeric(given[3]), max_iterations = 1000, vfactor = 0.1
)
settings$model_dimensions <- get_model_dimensions(world)
cuts <- read("cuts")
found <- list()
for (k in seq_len(nrow(cuts))) {
  barrier <- copy(world$trade_share)
  barrier[, value := 1]
  pair <- c(cuts$one[k], cuts$other[k])
  barrier[origin %in% pair & destination %in% pair & origin != destination,
          value := 1e12]
  input <- generate_input(world, list(ntb_new = barrier), settings)
  input <- lapply(lapply(input, copy), cast_variable)
  start <- proc.time()
  output <- caliendo_parro_2015(input, settings)
  spent <- proc.time() - start
  index <- colSums(input$consumption_share * log(output$price_change))
  found[[k]] <- data.table(
    cut = k, country = names(index), wage = as.numeric(output$wage_change),
    price = exp(index), cpu = sum(spent[c("user.self", "sys.self")])
  )
}
fwrite(rbindlist(found), file.path(given[2], "wages.csv"))
